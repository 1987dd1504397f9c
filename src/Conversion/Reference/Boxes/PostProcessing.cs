namespace Glip.Conversion.Reference;

/// <summary>Turns predictions into boxes of phrases.</summary>
/// <param name="height">Of the image without padding, in pixels.</param>
/// <param name="width">Of the image without padding, in pixels.</param>
/// <param name="phraseTokens">Tokens of each phrase.</param>
/// <remarks>
/// Source: microsoft/GLIP, modeling/rpn/inference.py, ATSSPostProcessor, with MODEL.ATSS as in all published configurations.
/// </remarks>
internal sealed class PostProcessing(int height, int width, IReadOnlyList<int[]> phraseTokens)
{
    private const float ScoreThreshold = 0.05f;
    private const int CandidatesPerLevel = 1000;

    /// <summary>The best candidates of a level, best first.</summary>
    /// <param name="anchors">[positions, 4]</param>
    public IEnumerable<Candidate> Candidates(LevelPrediction prediction, Matrix anchors) =>
        Scores(prediction)
            .OrderByDescending(found => found.Score)
            .Take(CandidatesPerLevel)
            .Select(found => new Candidate(
                Clip(BoxDecoder.Decode(anchors.Row(found.Position), prediction.Boxes.Positions.Row(found.Position))),
                MathF.Sqrt(found.Score),
                found.Phrase));

    /// <summary>What passes the threshold by the phrase alone; the score then counts the centerness as well.</summary>
    private IEnumerable<(int Position, int Phrase, float Score)> Scores(LevelPrediction prediction)
    {
        var probabilities = prediction.TokenLogits.Map(Activations.Sigmoid);
        for (var position = 0; position < probabilities.Rows; position++)
        {
            var centerness = Activations.Sigmoid(prediction.Centerness.Positions[position, 0]);
            for (var phrase = 0; phrase < phraseTokens.Count; phrase++)
            {
                var score = PhraseScore(probabilities, position, phraseTokens[phrase]);
                if (score > ScoreThreshold)
                {
                    yield return (position, phrase, score * centerness);
                }
            }
        }
    }

    /// <summary>Mean probability of the tokens; not a number, and so below any threshold, when there are none.</summary>
    private static float PhraseScore(Matrix probabilities, int position, int[] tokens)
    {
        var sum = 0f;
        foreach (var token in tokens)
        {
            sum += probabilities[position, token];
        }

        return sum / tokens.Length;
    }

    private float[] Clip(float[] box) =>
        [Math.Clamp(box[0], 0, width - 1), Math.Clamp(box[1], 0, height - 1), Math.Clamp(box[2], 0, width - 1), Math.Clamp(box[3], 0, height - 1)];
}
