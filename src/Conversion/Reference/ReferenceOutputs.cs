namespace Glip.Conversion.Reference;

/// <summary>What the reference finds in an image.</summary>
/// <param name="Candidates">All that is left after the threshold and the best of each level, P3 to P7; best first within a level.</param>
/// <param name="Detections">What non-maximum suppression leaves, best first.</param>
public sealed record ReferenceOutputs(IReadOnlyList<Candidate> Candidates, IReadOnlyList<Candidate> Detections);
