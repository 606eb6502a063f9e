"""What elements share.

- `parameters`: common parameters with their types and checks
- `frame`: what every input with a label has; `codecs`: the plainest of them
- `options`, with `listing`: what is offered for choice, the labels, and the way between the two;
  `choice_codecs`: codecs of what is chosen
- `memory`: what was made of the same data a moment ago
- `query_values`: a widget's value as the text of a query parameter (`bind="query-params"`)
- `selections`: what a reader has selected in a table or a chart
- `colors`: what programs give by name
"""
