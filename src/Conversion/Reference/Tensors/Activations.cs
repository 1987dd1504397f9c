namespace Glip.Conversion.Reference;

/// <summary>The functions that GLIP applies value by value.</summary>
internal static class Activations
{
    /// <summary>From here on the error function is 1 in float32.</summary>
    private const double ErfLimit = 4;

    public static float Relu(float x) => Math.Max(x, 0);

    public static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-x)));

    /// <summary>A sigmoid of three straight pieces, 0 up to -3 and 1 from 3 on.</summary>
    /// <remarks>Source: microsoft/GLIP, layers/dyrelu.py, h_sigmoid.</remarks>
    public static float HardSigmoid(float x) => Math.Clamp(x + 3, 0, 6) / 6;

    /// <summary>x times the probability that a standard normal value is below x; exact, not the approximation with tanh.</summary>
    /// <remarks>Source: Gaussian Error Linear Units (arXiv 1606.08415), section 2.</remarks>
    public static float Gelu(float x) => (float)(0.5 * x * (1 + Erf(x / Math.Sqrt(2))));

    /// <summary>The error function, to about 1e-8.</summary>
    /// <remarks>
    /// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6: a series whose terms all have the sign of x,
    /// so that nothing cancels.
    /// </remarks>
    public static double Erf(double x)
    {
        if (Math.Abs(x) >= ErfLimit)
        {
            return Math.Sign(x);
        }

        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-10 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
