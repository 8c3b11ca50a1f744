using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Crypto.Tests.Frozen;

/// <summary>
/// Our own vectors under tests/vectors, for formats that no official vector covers. A file of
/// <see cref="Load{T}(string, T)"/> is written by a generator in this project; a run generates it again in memory and
/// demands no difference, then reads the file strictly (an unknown key fails) and runs it. TRADING_WRITE_VECTORS=1
/// writes the files: their diff belongs in a review, because a changed vector is a changed format.
/// </summary>
internal static class FrozenVectors
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new HexConverter(), new JsonStringEnumConverter() },
    };

    public static T Load<T>(string path, T generated)
    {
        var text = JsonSerializer.Serialize(generated, Options) + "\n";
        var file = Path.Combine(Folder(), path);
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        var frozen = File.ReadAllText(file);
        Assert.Equal(frozen, text);
        return Read<T>(frozen);
    }

    /// <summary>A file that no code of ours writes, read as strictly.</summary>
    public static T Load<T>(string path) => Read<T>(File.ReadAllText(Path.Combine(Folder(), path)));

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Trading.slnx")))
                return Path.Combine(at.FullName, "tests", "vectors");
        throw new DirectoryNotFoundException("No Trading.slnx above the tests.");
    }

    private sealed class HexConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Convert.FromHexString(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Convert.ToHexStringLower(value));
    }
}

/// <summary>A case of a vector file: bytes, named after what was done to them, and how it must end.</summary>
internal sealed record Case(string Name, byte[] Bytes, string Result);

/// <summary>
/// The result of flipping the lowest bit of each byte from <paramref name="From"/> to <paramref name="To"/> in turn.
/// </summary>
internal sealed record FlipRun(int From, int To, string Result)
{
    public static FlipRun[] Of(byte[] bytes, Func<byte[], string> result)
    {
        var runs = new List<FlipRun>();
        for (var at = 0; at < bytes.Length; at++)
        {
            var outcome = result(Flipped(bytes, at));
            if (runs.Count > 0 && runs[^1].Result == outcome)
                runs[^1] = runs[^1] with { To = at };
            else
                runs.Add(new FlipRun(at, at, outcome));
        }
        return [.. runs];
    }

    public static void Check(FlipRun[] runs, byte[] bytes, Func<byte[], string> result)
    {
        Assert.Equal(
            Enumerable.Range(0, bytes.Length),
            runs.SelectMany(run => Enumerable.Range(run.From, run.To - run.From + 1))
        );
        foreach (var run in runs)
            for (var at = run.From; at <= run.To; at++)
                Assert.Equal((at, run.Result), (at, result(Flipped(bytes, at))));
    }

    public static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= 1;
        return flipped;
    }
}
