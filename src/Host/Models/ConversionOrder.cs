namespace Glip.Host;

/// <summary>What is to be made of a file of weights.</summary>
/// <param name="Checkpoint">The file.</param>
/// <param name="Folder">The model package to make; it does not exist or is empty.</param>
/// <param name="Name">Name of the model in its manifest.</param>
/// <param name="Licence">Licence of the weights, for the manifest.</param>
/// <param name="Source">Address and SHA-256 of the file, for the manifest.</param>
internal sealed record ConversionOrder(string Checkpoint, string Folder, string Name, string Licence, string Source);
