using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Turns the candidates that leave the head into detections: suppression within each phrase, then back to source pixels.</summary>
internal sealed class CandidateFilter(ModelManifest.PostRules post)
{
    private readonly Nms _nms = new(post.NmsIou, post.NmsPixelOffset, post.MaxDetections);

    /// <summary>Adds the detections of one image and caption, best first.</summary>
    /// <param name="detections">Where they are added.</param>
    /// <param name="candidates"><c>boxes</c> [N, M, 4], <c>scores</c> [N, M], <c>phrases</c> [N, M].</param>
    /// <param name="image">Which of the N images.</param>
    /// <param name="chunk">The caption; phrase k of it is column k.</param>
    /// <param name="frame">The image.</param>
    public void AddTo(ImmutableArray<Detection>.Builder detections, TensorSet candidates, int image, EncodedChunk chunk, Frame frame)
    {
        var rows = (int)candidates["scores"].Shape[1];
        var boxes = candidates["boxes"].Elements<float>().Slice(image * rows * 4, rows * 4);
        var scores = candidates["scores"].Elements<float>().Slice(image * rows, rows);
        var phrases = candidates["phrases"].Elements<long>().Slice(image * rows, rows);
        var scaler = new BoxScaler(frame.Size, frame.Header.Source, post.BoxEdges);
        foreach (var i in _nms.Keep(boxes, scores, phrases))
        {
            detections.Add(new Detection(scaler.ToSource(boxes.Slice(i * 4, 4)), chunk.Phrases[(int)phrases[i]], scores[i]));
        }
    }
}
