namespace Glip.Conversion;

/// <summary>A file of weights that the authors of GLIP published.</summary>
/// <param name="Name">Short name, such as <c>glip-t</c>.</param>
/// <param name="Variant">Name in the paper.</param>
/// <param name="File">Name of the published file.</param>
/// <param name="TrainingData">Data sets that the weights have seen.</param>
/// <param name="Parameters">Numbers in the weights.</param>
/// <param name="CocoAp">Published zero-shot AP on COCO val2017, in percent; null where none was published.</param>
public sealed record OfficialModel(string Name, string Variant, string File, string TrainingData, long Parameters, double? CocoAp)
{
    private const int BytesAParameter = sizeof(float);

    /// <summary>Weights, their moving average and the two moments of the optimizer.</summary>
    private const int CopiesInATrainingFile = 4;

    public Uri Url => new(OfficialModels.BaseAddress, File);

    public string Licence { get; } = OfficialModels.Licence;

    /// <summary>Size of the weights alone, computed: the size of the published file is not known.</summary>
    public long EstimatedBytes => Parameters * BytesAParameter;

    /// <summary>Size of a file that also holds the state of its training, computed.</summary>
    public long EstimatedBytesAtMost => EstimatedBytes * CopiesInATrainingFile;
}
