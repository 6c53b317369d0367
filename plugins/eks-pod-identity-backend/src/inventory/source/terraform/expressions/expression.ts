/** An expression of HCL, as far as its value may have to be known. */
export type Expression =
  | { type: 'literal'; value: string | number | boolean | null }
  | { type: 'template'; parts: (string | Expression)[] }
  | { type: 'reference'; name: string }
  /** The element that a splat is at. */
  | { type: 'element' }
  | { type: 'attribute'; of: Expression; name: string }
  | { type: 'index'; of: Expression; key: Expression }
  | { type: 'splat'; of: Expression; each: Expression }
  | { type: 'call'; name: string; arguments: Expression[]; expand: boolean }
  | { type: 'list'; items: Expression[] }
  | { type: 'object'; items: [Expression, Expression][] }
  | ForExpression
  | {
      type: 'conditional';
      condition: Expression;
      yes: Expression;
      no: Expression;
    }
  | { type: 'binary'; operator: string; left: Expression; right: Expression }
  | { type: 'unary'; operator: string; of: Expression };

/** `[for k, v in c : value if condition]`, `{for k, v in c : key => value}`. */
export interface ForExpression {
  type: 'for';
  keyName?: string;
  valueName: string;
  collection: Expression;
  /** Absent where it makes a list. */
  key?: Expression;
  value: Expression;
  condition?: Expression;
  /** `=> value...` */
  grouped: boolean;
}

/** Why an expression was not understood. */
export class ExpressionFault extends Error {}
