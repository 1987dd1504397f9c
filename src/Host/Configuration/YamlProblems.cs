using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Everything that is wrong with a configuration file, collected so that the user sees it at once.</summary>
internal sealed class YamlProblems(string file)
{
    private readonly List<(long Line, string Message)> _problems = [];

    public void Add(long line, string message) => _problems.Add((line, Redaction.Hide(message)));

    /// <exception cref="ConfigurationException">There is a problem; holds all of them in the order of the file.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigurationException([.. _problems
                .OrderBy(problem => problem.Line)
                .Select(problem => string.Create(CultureInfo.InvariantCulture, $"{file}:{problem.Line}: {problem.Message}"))]);
        }
    }
}
