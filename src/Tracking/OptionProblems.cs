using Glip.Core;

namespace Glip.Tracking;

/// <summary>Everything that is wrong with a set of options, to be told at once.</summary>
internal sealed class OptionProblems
{
    private readonly List<string> _problems = [];

    public void Unless(bool valid, FormattableString problem)
    {
        if (!valid)
        {
            _problems.Add(FormattableString.Invariant(problem));
        }
    }

    /// <exception cref="ConfigurationException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigurationException(_problems);
        }
    }
}
