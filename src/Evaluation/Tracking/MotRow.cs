namespace Glip.Evaluation;

/// <summary>A row of a MOTChallenge file: one thing in one frame.</summary>
/// <param name="Frame">Number of the frame, from 1.</param>
/// <param name="Id">Number of the thing or of its track; -1 in files of detections.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Confidence">Score of a detection or track in any range; in ground truth 0 for what is not considered.</param>
/// <param name="Class">Number of its class, from 1; null when the file has none.</param>
public readonly record struct MotRow(int Frame, int Id, MotBox Box, double Confidence, int? Class);
