/** A state machine as data: the button offered, the check that refuses and the diagram read the same table. */
export type Move<State extends string> = { readonly from: readonly State[]; readonly to: State };
export type Machine<State extends string, Name extends string> = {
  readonly states: readonly State[];
  readonly moves: { readonly [name in Name]: Move<State> };
};

export const machine = <const State extends string, Name extends string>(
  states: readonly State[],
  moves: { readonly [name in Name]: { readonly from: readonly NoInfer<State>[]; readonly to: NoInfer<State> } },
): Machine<State, Name> => ({ states, moves });

/** The state that the move leads to, or null where it may not start from `state`. */
export const moved = <State extends string, Name extends string>(
  of: Machine<State, Name>,
  move: Name,
  state: string,
): State | null => ((of.moves[move].from as readonly string[]).includes(state) ? of.moves[move].to : null);
