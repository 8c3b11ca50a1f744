using Trading.Server.Masks;

namespace Trading.Server.Rooms;

/// <summary>
/// Masked copies that were read lately, in memory alone: a page reads a document by many ranges. The one that was read
/// longest ago goes first.
/// </summary>
internal sealed class MaskedCopies
{
    /// <summary>Most bytes of all copies.</summary>
    public const long MostBytes = 192L << 20;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private readonly Dictionary<(string Room, string Bid, int Section), Held> held = [];
    private readonly Lock access = new();
    private long bytes;

    /// <summary>A copy, or why there is none; null where nobody has asked lately.</summary>
    public Held? Find((string Room, string Bid, int Section) key)
    {
        lock (access)
        {
            Tidy();
            if (!held.TryGetValue(key, out var found))
                return null;
            found.At = Environment.TickCount64;
            return found;
        }
    }

    /// <summary>Keeps what was made.</summary>
    public void Keep((string Room, string Bid, int Section) key, byte[]? copy, MaskProblem? problem)
    {
        lock (access)
        {
            Drop(key);
            held[key] = new Held(copy, problem) { At = Environment.TickCount64 };
            bytes += copy?.Length ?? 0;
            Tidy();
        }
    }

    private void Tidy()
    {
        foreach (var (key, _) in held.OrderBy(h => h.Value.At).ToList())
            if (bytes > MostBytes || Environment.TickCount64 - held[key].At > Idle.TotalMilliseconds)
                Drop(key);
    }

    private void Drop((string Room, string Bid, int Section) key)
    {
        if (held.Remove(key, out var gone))
            bytes -= gone.Copy?.Length ?? 0;
    }

    internal sealed record Held(byte[]? Copy, MaskProblem? Problem)
    {
        /// <summary>When somebody read it last, in milliseconds of the machine's run.</summary>
        public long At { get; set; }
    }
}
