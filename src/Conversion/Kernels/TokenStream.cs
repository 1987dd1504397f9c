namespace Glip.Conversion;

/// <summary>
/// Tokens that pass a row of blocks, each of which adds a change to them. A change is kept until the next norm is asked for, because
/// adding and norming together are one pass over memory.
/// </summary>
internal sealed class TokenStream(Kernels kernels, Value tokens)
{
    private Value _tokens = tokens;
    private (Value Change, Weight Bias)? _pending;

    /// <summary>The tokens, all changes added: float32 [N, tokens, C].</summary>
    public Value Tokens
    {
        get
        {
            if (_pending is var (change, bias))
            {
                _tokens += change + kernels.Graph.Constant(bias);
                _pending = null;
            }

            return _tokens;
        }
    }

    /// <summary>Adds a change [N, tokens, C] and a bias [C].</summary>
    public void Add(Value change, Weight bias)
    {
        _tokens = Tokens;
        _pending = (change, bias);
    }

    /// <summary>The norm of the tokens; they themselves stay as they are.</summary>
    public Value Norm(NormWeights norm)
    {
        if (_pending is not var (change, bias))
        {
            return kernels.Norm(_tokens, norm);
        }

        (var normed, _tokens) = kernels.AddNorm(_tokens, change, bias, norm);
        _pending = null;
        return normed;
    }
}
