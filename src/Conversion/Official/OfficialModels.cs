using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>The models that the authors of GLIP published.</summary>
/// <remarks>
/// Source: microsoft/GLIP, README, model zoo; GLIP paper (arXiv 2112.03857), table 1. Parameters are those of the constructed models.
/// The published scores belong to the last weights of a training; those with <c>-lvisbest</c> were the best on LVIS.
/// </remarks>
public static class OfficialModels
{
    public const string Licence = "MIT (microsoft/GLIP)";

    private const long ParametersA = 151_430_526;
    private const long ParametersT = 231_780_222;
    private const long ParametersL = 430_422_384;

    public static readonly Uri BaseAddress = new("https://huggingface.co/GLIPModel/GLIP/resolve/main/");

    public static readonly ImmutableArray<OfficialModel> All =
    [
        new("glip-t-a", "GLIP-T (A)", "glip_a_tiny_o365.pth", "O365", ParametersA, 42.9),
        new("glip-t-b", "GLIP-T (B)", "glip_tiny_model_o365.pth", "O365", ParametersT, 44.9),
        new("glip-t-c", "GLIP-T (C)", "glip_tiny_model_o365_goldg.pth", "O365, GoldG", ParametersT, 46.7),
        new("glip-t-c-lvisbest", "GLIP-T (C)", "glip_tiny_model_o365_goldg_lvisbest.pth", "O365, GoldG", ParametersT, null),
        new("glip-t", "GLIP-T", "glip_tiny_model_o365_goldg_cc_sbu.pth", "O365, GoldG, CC3M, SBU", ParametersT, 46.6),
        new("glip-t-lvisbest", "GLIP-T", "glip_tiny_model_o365_goldg_cc_sbu_lvisbest.pth", "O365, GoldG, CC3M, SBU", ParametersT, null),
        new("glip-l", "GLIP-L", "glip_large_model.pth", "FourODs, GoldG, CC3M+12M, SBU", ParametersL, 51.4),
        new("glip-l-lvisbest", "GLIP-L", "glip_large_model_lvisbest.pth", "FourODs, GoldG, CC3M+12M, SBU", ParametersL, null),
    ];

    /// <summary>The model of a short name, whatever its case; null when there is none.</summary>
    public static OfficialModel? Find(string name) => All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));
}
