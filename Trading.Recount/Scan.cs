using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Trading.Recount;

/// <summary>Section 4.1, points 1 to 3: one pass over the tokens, before any meaning.</summary>
internal sealed class Scan
{
    public const int MaxDepth = 8;
    private const int MaxSizeBytes = 67_108_864;
    private const int KeptKeys = 64;

    private readonly Level[] levels = [.. Enumerable.Range(0, MaxDepth + 1).Select(_ => new Level())];
    private int depth;
    private Fault? duplicate;

    public static Fault? Check(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxSizeBytes)
            return new Fault("too-large", "$");
        var notJson = new Fault("not-json", "$");
        if (json.StartsWith(Encoding.UTF8.Preamble) || !Utf8.IsValid(json))
            return notJson;
        try
        {
            return new Scan().Walk(json);
        }
        catch (JsonException)
        {
            return notJson; // malformed or too deep
        }
        catch (InvalidOperationException)
        {
            return notJson; // a string or key with a lone surrogate
        }
    }

    private Fault? Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
            Take(ref reader);
        return duplicate;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                TakeKey(reader.GetString()!);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                depth--;
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                levels[depth].Index++;
                levels[++depth].Begin(reader.TokenType == JsonTokenType.StartArray);
                break;
            default:
                levels[depth].Index++;
                if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
                    _ = reader.GetString();
                break;
        }
    }

    private void TakeKey(string key)
    {
        levels[depth].Key = key;
        if (!levels[depth].Keys.Add(key))
            duplicate ??= new Fault("duplicate-key", PathHere());
    }

    private string PathHere() =>
        "$" + string.Concat(levels.Skip(1).Take(depth).Select(l => l.IsList ? $"[{l.Index}]" : "." + l.Key));

    /// <summary>One open object or list. Level 0 is the file around the outermost value.</summary>
    private sealed class Level
    {
        public bool IsList;
        public int Index;
        public string Key = "";
        public HashSet<string> Keys = [];

        public void Begin(bool isList)
        {
            (IsList, Index) = (isList, -1);
            // Clearing costs as much as the set once held: one huge object must not slow down a million small ones
            // after it.
            if (Keys.Count > KeptKeys)
                Keys = [];
            else
                Keys.Clear();
        }
    }
}
