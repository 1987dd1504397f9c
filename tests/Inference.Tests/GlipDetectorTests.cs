using Glip.Core;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>The whole way from pixels and words to detections, with the shipped model.</summary>
public sealed class GlipDetectorTests : IDisposable
{
    private readonly GlipDetector _detector = GlipDetector.Open(ModelPackage.Open(Repository.Nano));

    [Fact]
    public async Task Detect_GoldenPicture_GivesGoldenPixelsAndDetections()
    {
        var golden = GoldenCase.Read("frame")[0];
        var picture = await new PictureReader(new FfmpegProcess()).ReadAsync(Repository.Data("nano", "frame", "source.png"), CancellationToken.None);
        var resized = PillowResize.Resize(picture, _detector.Resize.Apply(picture.Size));

        AssertRows(Npy.Read<byte>(Repository.Data("nano", "frame", "pixels.npy")), resized);
        var (frame, pool) = Frames.Of(resized.Pixels, resized.Size, picture.Size);
        using (frame)
        {
            golden.AssertEqual(Detect((frame, golden.Prompt))[0].Detections);
        }

        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public void Prepare_SamePhrasesAgain_SharesTheFeatures()
    {
        var first = (EncodedPrompt)_detector.Prepare(Prompt.Of(["person", "car"], 0.5f, 0.35f));
        var second = (EncodedPrompt)_detector.Prepare(Prompt.Of(["person", "car"], 0.6f, 0.4f));
        var other = (EncodedPrompt)_detector.Prepare(Prompt.Of(["car", "person"], 0.5f, 0.35f));

        Assert.Same(first.Chunks[0], second.Chunks[0]);
        Assert.NotSame(first.Chunks[0], other.Chunks[0]);
        Assert.Equal(0.6f, second.Prompt.Phrases[0].EnterThreshold);
    }

    [Fact]
    public void Detect_UnknownWordGroupAndSynonym_GivesGoldenDetections()
    {
        // 'forklift' is not in the vocabulary: the golden case has it to show that it scores nothing, so the rest must be the same without it.
        var golden = GoldenCase.Read("words")[0];
        var known = golden with { Prompt = "pedestrian. motor vehicle. potted plant" };
        using var frame = FrameOf("words", 0, golden);

        golden.AssertEqual(Detect((frame, known.Prompt))[0].Detections);
    }

    [Fact]
    public void Detect_TwoPromptsInOneBatch_GivesTheSameAsOneByOne()
    {
        var golden = GoldenCase.Read("batch");
        using var first = FrameOf("batch", 0, golden[0]);
        using var second = FrameOf("batch", 0, golden[0]);
        var prompts = new[] { "person", "clock. stop sign. sports ball" };

        var together = Detect((first, prompts[0]), (second, prompts[1]));

        Assert.NotEmpty(together[0].Detections);
        Assert.Equal(Detect((first, prompts[0]))[0].Detections, together[0].Detections.AsEnumerable());
        Assert.Equal(Detect((second, prompts[1]))[0].Detections, together[1].Detections.AsEnumerable());
    }

    [Fact]
    public void Detect_PromptOfSeveralCaptions_GivesTheSameAsOneCaption()
    {
        using var folder = PackageWithTokenLimit(9);
        using var narrow = GlipDetector.Open(ModelPackage.Open(folder.Path));
        var golden = GoldenCase.Read("frame")[0];
        using var frame = FrameOf("frame", 0, golden);
        var prompt = PromptOf("person. car. bicycle. traffic light. dog. potted plant");

        var whole = _detector.Detect([new(frame, _detector.Prepare(prompt))], CancellationToken.None)[0];
        var split = narrow.Detect([new(frame, narrow.Prepare(prompt))], CancellationToken.None)[0];

        Assert.True(((EncodedPrompt)narrow.Prepare(prompt)).Chunks.Length >= 3);
        Assert.Equal(whole.Detections.Where(d => d.Score > 0.1f), split.Detections.Where(d => d.Score > 0.1f));
    }

    [Fact]
    public void Detect_PromptsOfDifferentNumbersOfCaptions_KeepApart()
    {
        using var folder = PackageWithTokenLimit(7);
        using var narrow = GlipDetector.Open(ModelPackage.Open(folder.Path));
        var golden = GoldenCase.Read("frame")[0];
        using var frame = FrameOf("frame", 0, golden);
        var (one, three) = (narrow.Prepare(PromptOf("car")), narrow.Prepare(PromptOf("person. car. bicycle. dog. traffic light")));

        var results = narrow.Detect([new(frame, one), new(frame, three)], CancellationToken.None);

        Assert.All(results[0].Detections, d => Assert.Equal("car", d.Phrase.Text));
        Assert.Equal(
            results[1].Detections.Where(d => d.Phrase.Text == "car" && d.Score > 0.1f),
            results[0].Detections.Where(d => d.Score > 0.1f));
    }

    [Fact]
    public void Detect_FourFramesAndPrompts_GivesTheSameAsOneByOne()
    {
        using var folder = PackageWithTokenLimit(7);
        using var narrow = GlipDetector.Open(ModelPackage.Open(folder.Path));
        var golden = GoldenCase.Read("frame")[0];
        string[] prompts = ["person. car. bicycle. traffic light. dog. potted plant", "car", "bus. person. dog", "vehicle. pedestrian. bicycle. chair. dog"];
        var requests = prompts
            .Select((prompt, i) => new DetectionRequest(FrameOf("frame", 0, golden, pixel => (byte)(pixel * (10 - i) / 10)), narrow.Prepare(PromptOf(prompt))))
            .ToArray();

        var together = narrow.Detect(requests, CancellationToken.None);
        var oneByOne = requests.Select(request => narrow.Detect([request], CancellationToken.None)[0]).ToArray();

        Assert.Equal(3, requests.Select(request => ((EncodedPrompt)request.Prompt).Chunks.Length).Distinct().Count());
        Assert.All(together.Zip(oneByOne), pair => AssertClose(pair.Second, pair.First));
        Assert.All(together, found => Assert.NotEmpty(found.Detections));
        Array.ForEach(requests, request => request.Frame.Dispose());
    }

    [Fact]
    public void Detect_FramesOfTwoSizes_IsRefused()
    {
        using var a = Frames.Of(new byte[64 * 64 * 3], new(64, 64)).Frame;
        using var b = Frames.Of(new byte[32 * 64 * 3], new(32, 64)).Frame;
        var prompt = _detector.Prepare(PromptOf("person"));

        Assert.Throws<ArgumentException>(() => _detector.Detect([new(a, prompt), new(b, prompt)], CancellationToken.None));
    }

    [Fact]
    public void Prepare_UnknownPhrase_NamesItAndTheNearest()
    {
        var e = Assert.Throws<PromptException>(() => _detector.Prepare(PromptOf("person. bycicle")));

        Assert.Equal("unknown_phrase", e.Code);
        Assert.Contains("'bycicle'", e.Message, StringComparison.Ordinal);
        Assert.Contains("bicycle", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _detector.Dispose();

    private static Prompt PromptOf(string text) => Prompt.Of(PromptText.Split(text), 0.5f, 0.35f);

    private DetectedFrame[] Detect(params (Frame Frame, string Prompt)[] batch) =>
        [.. _detector.Detect([.. batch.Select(item => new DetectionRequest(item.Frame, _detector.Prepare(PromptOf(item.Prompt))))], CancellationToken.None)];

    private static void AssertClose(DetectedFrame expected, DetectedFrame found)
    {
        Assert.Equal(expected.Header, found.Header);
        Assert.Equal(expected.Detections.Select(d => d.Phrase), found.Detections.Select(d => d.Phrase));
        Assert.All(expected.Detections.Zip(found.Detections), pair =>
        {
            Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4f);
            Assert.Equal(pair.First.Box.Left, pair.Second.Box.Left, 1e-3f);
            Assert.Equal(pair.First.Box.Top, pair.Second.Box.Top, 1e-3f);
            Assert.Equal(pair.First.Box.Right, pair.Second.Box.Right, 1e-3f);
            Assert.Equal(pair.First.Box.Bottom, pair.Second.Box.Bottom, 1e-3f);
        });
    }

    private static Frame FrameOf(string name, int image, GoldenCase golden, Func<byte, byte>? change = null)
    {
        var (pixels, shape) = Npy.Read<byte>(Repository.Data("nano", name, "pixels.npy"));
        var strideBytes = shape[2] * 3;
        var rows = pixels.AsSpan(image * shape[1] * strideBytes);
        var tight = new byte[golden.Resized.RgbBytes];
        for (var y = 0; y < golden.Resized.Height; y++)
        {
            rows.Slice(y * strideBytes, golden.Resized.Width * 3).CopyTo(tight.AsSpan(y * golden.Resized.Width * 3));
        }

        return Frames.Of(change is null ? tight : Array.ConvertAll(tight, pixel => change(pixel)), golden.Resized, golden.Source).Frame;
    }

    private static void AssertRows((byte[] Values, int[] Shape) padded, RgbImage image)
    {
        for (var y = 0; y < image.Size.Height; y++)
        {
            Assert.Equal(
                padded.Values.AsSpan(y * padded.Shape[2] * 3, image.Size.Width * 3),
                image.Pixels.AsSpan(y * image.Size.Width * 3, image.Size.Width * 3));
        }
    }

    private static TemporaryFolder PackageWithTokenLimit(int tokens)
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.Nano))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        var manifest = File.ReadAllText(folder.File("model.json"));
        File.WriteAllText(folder.File("model.json"), manifest.Replace("\"max_tokens\": 256", $"\"max_tokens\": {tokens}", StringComparison.Ordinal));
        return folder;
    }
}
