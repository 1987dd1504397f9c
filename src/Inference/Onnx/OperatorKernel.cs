namespace Glip.Inference;

/// <summary>An operator as a node of a graph has it.</summary>
internal sealed record OperatorKernel(ProgramOperator Operator, int Attribute);
