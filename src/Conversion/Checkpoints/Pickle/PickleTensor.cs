namespace Glip.Conversion;

/// <summary>A tensor of a pickle: a view of a storage.</summary>
internal sealed record PickleTensor(ZipEntry Entry, TensorView View);
