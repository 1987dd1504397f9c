using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The commands that make, check and measure models, with real checkpoints of small models.</summary>
public sealed class ModelCommandTests : IDisposable
{
    private static readonly string[] s_measured = ["load_ms", "text_ms", "vision_ms", "head_ms", "nms_ms", "total_ms", "images_per_second", "peak_gflops", "memory_mb"];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("tiny-fused", "fp32")]
    [InlineData("tiny-nofuse", "fp32", "--portable")]
    [InlineData("large-style", "fp16")]
    [InlineData("tiny-nofuse", "int8")]
    public async Task ConvertAndVerify_GoldenCheckpoint_PassesAllChecks(string model, string precision, params string[] more)
    {
        var (code, output, errors) = await GlipProgram.RunAsync(_folder.Path, ["model", "convert", Weights(model), "--config", Config(model), "--out", "m", "--precision", precision, .. more]);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains($"m: glip-custom, {precision}", output, StringComparison.Ordinal);

        string[] compared = precision == "fp32" ? ["--checkpoint", Weights(model), "--config", Config(model)] : [];
        (code, output, errors) = await GlipProgram.RunAsync(_folder.Path, ["model", "verify", "m", .. compared]);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.EndsWith("all checks passed\n", output, StringComparison.Ordinal);
        Assert.Equal(compared.Length > 0, output.Contains("the checkpoint's arithmetic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_OtherWeights_Fails()
    {
        await ConvertAsync("tiny-fused");
        var changed = _folder.File("changed.safetensors");
        await File.WriteAllBytesAsync(changed, ChangedWeights.WithZeros(Weights("tiny-fused"), "rpn.head.bias_lang"));

        var (code, output, _) = await GlipProgram.RunAsync(_folder.Path, "model", "verify", "m", "--checkpoint", changed, "--config", Config("tiny-fused"));

        Assert.Equal(1, code);
        Assert.Contains("FAILED the checkpoint's arithmetic", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_Debug_GivesAllIntermediateValues()
    {
        var (code, _, errors) = await GlipProgram.RunAsync(_folder.Path, "model", "convert", Weights("tiny-fused"), "--config", Config("tiny-fused"), "--out", "m", "--debug");

        Assert.Equal((0, string.Empty), (code, errors));
        using var vision = new Inference.OnnxSession(_folder.File("m", "vision.onnx"), 1);
        Assert.Equal(["image"], vision.Inputs.Select(input => input.Name));
        Assert.Contains("swin_stage2", vision.Outputs.Select(output => output.Name));
        using var head = new Inference.OnnxSession(_folder.File("m", "head.onnx"), 1);
        Assert.Contains("layer0_vlfuse_visual_p3", head.Outputs.Select(output => output.Name));
    }

    [Theory]
    [InlineData(2, "expected --config", "convert", "WEIGHTS")]
    [InlineData(2, "expected 8 to 64 for this model", "convert", "WEIGHTS", "--config", "CONFIG", "--max-text-tokens", "4000")]
    [InlineData(2, "expected those of glip-l", "convert", "WEIGHTS", "--config", "CONFIG", "--variant", "l")]
    [InlineData(2, "without --portable", "convert", "WEIGHTS", "--config", "CONFIG", "--precision", "int8", "--portable")]
    [InlineData(2, "nowhere.pth", "convert", "nowhere.pth")]
    [InlineData(2, "expected one of glip-t, glip-t-a", "synth", "glip-x")]
    [InlineData(2, "expected width and height", "bench", "--size", "12")]
    [InlineData(2, "--batch is 0", "bench", "--batch", "0")]
    [InlineData(2, "expected auto, cpu, cuda", "bench", "--device", "gpu")]
    [InlineData(3, "does not exist", "verify", "nowhere")]
    public async Task Command_WrongInput_IsOneLine(int expectedCode, string expected, params string[] arguments)
    {
        string[] filled = [.. arguments.Select(argument => argument switch { "WEIGHTS" => Weights("tiny-fused"), "CONFIG" => Config("tiny-fused"), _ => argument })];

        var (code, output, errors) = await GlipProgram.RunAsync(_folder.Path, ["model", .. filled]);

        Assert.Equal((expectedCode, string.Empty), (code, output));
        Assert.Contains(expected, Assert.Single(errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Bench_Model_TellsAllParts()
    {
        var (code, output, errors) = await GlipProgram.RunAsync(_folder.Path, "model", "bench", "--size", "320x180", "--tokens", "7", "--rounds", "1", "--batch", "2", "--device", "cpu", "--json");

        Assert.Equal((0, string.Empty), (code, errors));
        using var json = JsonDocument.Parse(output);
        Assert.All(
            s_measured,
            name => Assert.True(json.RootElement.GetProperty(name).GetDouble() > 0, name));
        Assert.Equal(7, json.RootElement.GetProperty("tokens").GetInt32());
    }

    [Fact]
    public async Task Detect_LongPrompt_IsSplitForAConvertedModel()
    {
        await ConvertAsync("tiny-nofuse");
        var prompt = string.Join(". ", Enumerable.Range(1, 40).Select(i => $"thing {i}"));

        var (code, output, errors) = await GlipProgram.RunAsync(_folder.Path, "detect", Repository.Data("nano", "frame", "source.png"), "--model", "m", "--prompt", prompt, "--threshold", "0.05", "--json");

        Assert.Equal((0, string.Empty), (code, errors));
        using var json = JsonDocument.Parse(output);
        var phrases = json.RootElement.GetProperty("detections").EnumerateArray().Select(detection => detection.GetProperty("phrase").GetString()).ToHashSet();
        Assert.Contains("thing 1", phrases);
        Assert.Contains("thing 40", phrases); // in another caption of at most 48 word pieces
    }

    [Fact]
    public async Task Run_ConvertedModel_WritesEventsOfFile()
    {
        await ConvertAsync("tiny-nofuse");
        TestMedia.Make(_folder.File("clip.mp4"), "-f", "lavfi", "-i", "testsrc2=size=160x96:rate=5", "-t", "2", "-pix_fmt", "yuv420p");
        await File.WriteAllTextAsync(_folder.File("run.yaml"), """
            model: { package: m }
            streams:
              - id: clip
                source: clip.mp4
                prompt: [person]
                events: { enter_threshold: 0.1, leave_threshold: 0.05, min_hits: 1 }
            sinks:
              files: { path: events.jsonl }
            """);

        var (code, _, errors) = await GlipProgram.RunAsync(_folder.Path, "run", "run.yaml");

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("\"name\":\"glip-custom\"", await File.ReadAllTextAsync(_folder.File("events.jsonl")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Weights(string model) => Repository.Data("glip", model, "checkpoint.pth");

    private static string Config(string model) => Repository.Data("glip", model, "config.json");

    private async Task ConvertAsync(string model)
    {
        var (code, _, errors) = await GlipProgram.RunAsync(_folder.Path, "model", "convert", Weights(model), "--config", Config(model), "--out", "m");
        Assert.Equal((0, string.Empty), (code, errors));
    }
}
