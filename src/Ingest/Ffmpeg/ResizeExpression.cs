using Glip.Core;
using static System.FormattableString;

namespace Glip.Ingest;

/// <summary><see cref="ResizeRule.Apply"/> in the language of ffmpeg's filters, for pictures whose size is not known before they come.</summary>
internal static class ResizeExpression
{
    /// <summary>Width and height of the scaled picture, quoted for a chain of filters.</summary>
    public static (string Width, string Height) For(ResizeRule? rule) => rule is { } known ? (Side(known, "iw", "ih"), Side(known, "ih", "iw")) : ("iw", "ih");

    private static string Side(ResizeRule rule, string own, string other)
    {
        var limited = Invariant($"{rule.LongerSide}*min(iw,ih)/max(iw,ih)");
        var roundedToEven = $"if(eq({limited}-floor({limited}),0.5),2*round({limited}/2),round({limited}))";
        var shorter = Invariant($"if(gt(max(iw,ih)/min(iw,ih)*{rule.ShorterSide},{rule.LongerSide}),{roundedToEven},{rule.ShorterSide})");
        return $"'if(eq(st(0,{shorter}),min(iw,ih)),{own},if(lt({own},{other}),max(ld(0),1),trunc(max(ld(0),1)*{own}/{other})))'";
    }
}
