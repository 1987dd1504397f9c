using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class PromptTextProperties
{
    private static readonly string[] s_parts =
        ["person", "Red", "5", "a.b", ".", ". ", " ", "\u00a0", "\u2028", "\t", ",", "{", "}", "\"", "\\", "赤い車", "İ", "ß", "e\u0301", "🐕", "/", "+", "#", "$", "-", "\u200b", "\u0085", "ſ", "ﬁ"];

    [Fact]
    public void Read_TextOfThePromptState_GivesTheSamePrompt() =>
        Prop.ForAll(Arb.From(Prompts()), prompt =>
        {
            var state = new PromptStateMessage { Stream = "yard", Prompt = prompt, AppliedAt = Samples.Now, Origin = PromptOrigin.Mqtt, Model = WireSamples.Model };
            var text = JsonElement.Parse(state.ToJson()).GetProperty("text").GetString()!;
            var reading = ControlReader.Read(new(WireSamples.Topics.Control("glip/yard/prompt/set")!, Encoding.UTF8.GetBytes(text)), prompt, WireSamples.Defaults);

            return (reading.Command is PromptCommand command && command.Prompt.Phrases.SequenceEqual(prompt.Phrases) && command.Prompt.Phrases.Select(Text).SequenceEqual(prompt.Phrases.Select(Text)))
                .Label($"{text}: {reading.Error?.Message}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static string Text(SoughtPhrase sought) => sought.Phrase.Text;

    private static Gen<Prompt> Prompts() =>
        from texts in Gen.Elements(s_parts).ArrayOf().Select(string.Concat).ListOf()
        from thresholds in Gen.Choose(1, 100).Two().ListOf(texts.Count)
        select Make(texts.Zip(thresholds));

    /// <summary>A prompt of those texts that are phrases, each once.</summary>
    private static Prompt Make(IEnumerable<(string Text, (int, int) Thresholds)> wanted)
    {
        var phrases = wanted.Select(each => (Phrase: Try(each.Text), each.Thresholds)).Where(each => each.Phrase is not null).DistinctBy(each => each.Phrase!.Slug).DistinctBy(each => each.Phrase)
            .Select(each => new SoughtPhrase(each.Phrase!, Math.Max(each.Thresholds.Item1, each.Thresholds.Item2) / 100f, Math.Min(each.Thresholds.Item1, each.Thresholds.Item2) / 100f));
        return new(phrases.DefaultIfEmpty(WireSamples.Person).Take(Prompt.MaxPhrases));
    }

    private static Phrase? Try(string text)
    {
        try
        {
            return new(text);
        }
        catch (PromptException)
        {
            return null;
        }
    }
}
