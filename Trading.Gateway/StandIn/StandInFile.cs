using System.Text.Json;
using Trading.Gateway.Providers;

namespace Trading.Gateway.StandIn;

/// <summary>
/// The calls of a stand-in beyond its process, in <c>calls.jsonl</c>: a line for each change, the newest of a call
/// counts. Readable by its owner only: it holds invented numbers, digits and links, as the page shows them.
/// </summary>
public sealed class StandInFile(DataFolder data)
{
    private readonly string path = data.File("calls.jsonl");

    /// <summary>All calls in the order in which they were placed; a line that the process did not end is left out.
    /// </summary>
    public IReadOnlyList<Telephone> Read()
    {
        if (!File.Exists(path))
            return [];
        var calls = new Dictionary<string, Kept>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
            if (Parse(line) is { } kept)
                calls[kept.Request.Id] = kept;
        EndLine();
        return [.. calls.Values.Select(kept => kept.Telephone())];
    }

    /// <summary>How a call stands now.</summary>
    public void Add(Telephone call)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var file = Open();
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(Kept.Of(call), ProviderClient.Json), (byte)'\n']);
    }

    // What a process did not write to its end stays a line of its own, which says nothing.
    private void EndLine()
    {
        using var file = Open();
        file.WriteByte((byte)'\n');
    }

    private FileStream Open() =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );

    private static Kept? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(line, ProviderClient.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(
        CallRequest Request,
        long At,
        long RingsUntil,
        Behaviour? Steered,
        Behaviour? Settled,
        string? Told,
        string? Off,
        int Readings
    )
    {
        public static Kept Of(Telephone call) =>
            new(call.Request, call.At, call.RingsUntil, call.Steered, call.Settled, call.Told, call.Off, call.Readings);

        public Telephone Telephone() =>
            new(Request, At, RingsUntil)
            {
                Steered = Steered,
                Settled = Settled,
                Told = Told,
                Off = Off,
                Readings = Readings,
            };
    }
}
