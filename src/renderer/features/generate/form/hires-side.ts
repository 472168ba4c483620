/** Side of the finished picture, px, as sdwui rounds it: down to a multiple of 8. `side`: of the first pass, px. */
export const hiresSide = (side: number, scale: number): number => Math.floor((side * scale) / 8) * 8
