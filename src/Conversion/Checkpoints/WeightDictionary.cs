using Glip.Core;

namespace Glip.Conversion;

/// <summary>Finds the weights among what a training run saved.</summary>
internal static class WeightDictionary
{
    // 'model' as GLIP saves it, 'state_dict' as MMDetection does.
    private static readonly string[] s_keys = ["model", "state_dict"];

    /// <summary>The tensors under <c>model</c> or <c>state_dict</c>, or of the dictionary itself when it has neither.</summary>
    /// <exception cref="Core.CheckpointException">There are none.</exception>
    public static IEnumerable<KeyValuePair<string, PickleTensor>> Find(CheckpointFile file, object root)
    {
        if (root is not PickleDictionary dictionary)
        {
            throw file.Refuse($"holds {PickleOther.KindOf(root)}; expected a dictionary of weights");
        }

        foreach (var key in s_keys)
        {
            if (dictionary.Items.Where(item => item.Key == key).Select(item => item.Value).ToList() is [_, ..] found)
            {
                return found is [PickleDictionary weights]
                    ? TensorsOf(file, weights, $"under {Shown.Name(key)}")
                    : throw file.Refuse($"has {string.Join(" and ", found.Take(2).Select(PickleOther.KindOf))} under {Shown.Name(key)}; expected one dictionary of weights");
            }
        }

        return TensorsOf(file, dictionary, "and neither 'model' nor 'state_dict'");
    }

    /// <summary>What is no tensor is left out: a weight that is missing is noticed by its name.</summary>
    private static List<KeyValuePair<string, PickleTensor>> TensorsOf(CheckpointFile file, PickleDictionary weights, string place)
    {
        List<KeyValuePair<string, PickleTensor>> tensors =
            [.. weights.Items.Where(item => item.Value is PickleTensor).Select(item => KeyValuePair.Create(item.Key, (PickleTensor)item.Value))];
        return tensors.Count > 0
            ? tensors
            : throw file.Refuse($"has no tensors {place}; found {(weights.Items.Count == 0 ? "nothing" : string.Join(", ", weights.Items.Take(5).Select(item => Shown.Name(item.Key))))}");
    }
}
