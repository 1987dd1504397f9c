namespace Glip.Conversion;

/// <summary>Sets the values of a tensor.</summary>
/// <param name="tensor">Which one.</param>
/// <param name="values">Receives them, row-major; whole numbers are rounded.</param>
internal delegate void FillValues(CheckpointTensor tensor, Span<float> values);
