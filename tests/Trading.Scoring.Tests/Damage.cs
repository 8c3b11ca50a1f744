using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>One change somewhere in a JSON tree that whoever reads it has to notice, or to bear.</summary>
internal sealed class Damage(Random random)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "0",
        "1",
        "7",
        "1.0",
        "1e2",
        "999",
        "1001",
        "1000000000000000",
        "99999999999999999999999",
        "\"\"",
        "\"m0\"",
        "\"b0\"",
        "\"price\"",
        "\"1/3\"",
        "\"1/0\"",
        "[]",
        "{}",
    ];

    public void Apply(JsonObject root)
    {
        var nodes = Inside(root).ToList();
        var node = nodes[random.Next(nodes.Count)];
        if (node is JsonArray array)
            Change(array);
        else
            Change(node.AsObject());
    }

    private static IEnumerable<JsonNode> Inside(JsonNode node)
    {
        if (node is JsonObject or JsonArray)
            yield return node;
        var children = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in children.Where(c => c is not null).ToList())
        foreach (var inner in Inside(child!))
            yield return inner;
    }

    private void Change(JsonObject node)
    {
        var keys = node.Select(p => p.Key).ToList();
        if (keys.Count == 0 || random.Next(8) == 0)
        {
            node["extra"] = 1;
            return;
        }
        var key = keys[random.Next(keys.Count)];
        if (random.Next(4) == 0)
            node.Remove(key);
        else
            node[key] = JsonNode.Parse(Values[random.Next(Values.Length)]);
    }

    private void Change(JsonArray node)
    {
        if (node.Count == 0)
        {
            node.Add(JsonNode.Parse(Values[random.Next(Values.Length)]));
            return;
        }
        var index = random.Next(node.Count);
        if (random.Next(2) == 0)
            node.RemoveAt(index);
        else
            node.Insert(random.Next(node.Count + 1), node[index]?.DeepClone());
    }
}
