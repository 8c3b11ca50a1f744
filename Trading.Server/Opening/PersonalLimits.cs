using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Trading.Server.People;

namespace Trading.Server.Opening;

/// <summary>
/// How much one person may send into one lot. The limits of the whole lot could be filled by one person, who would then
/// see in the answers how much others have sent; these keep everybody far below. Only the person's own number decides,
/// and the answer is always the same. A withdrawal names nobody and is not counted: it needs an envelope that was
/// (<see cref="Withdrawals"/>). Counted in this process's memory, under a hash whose key nobody else has: before
/// the deadline no row, file or line tells that a bidder was here. A restart counts anew.
/// </summary>
public sealed class PersonalLimits(Clock clock)
{
    /// <summary>Different envelopes that a person may COMMIT between two ticks of a lot.</summary>
    public const int CommitsPerTick = 16;

    /// <summary>Different envelopes that a person may COMMIT into a lot.</summary>
    public const int CommitsPerLot = 256;

    /// <summary>Uploads that a person may have declared for a lot and not committed.</summary>
    public const int OpenUploads = 64;

    /// <summary>Bytes of all envelopes that a person may declare for a lot.</summary>
    public const long DeclaredBytes = 16L << 30;

    private const int SweepEvery = 1_024;
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Sent> all = new(StringComparer.Ordinal);

    /// <summary>The one answer above any of them.</summary>
    public static Refusal Refusal { get; } =
        new(
            Reason.LimitReached,
            "spec:limits",
            $"A person commits at most {CommitsPerTick} entries between two ticks and {CommitsPerLot} in all "
                + "into a lot, "
                + $"and has at most {OpenUploads} open uploads and {DeclaredBytes >> 30} GiB.",
            "wait-for-tick"
        );

    /// <summary>Counts an upload, unless it was counted; false when it is one too many.</summary>
    public bool TryDeclare(Caller caller, LockPolicy policy, string upload, long bytes)
    {
        var sent = Of(caller, policy);
        lock (sent)
        {
            if (sent.Open.Contains(upload) || sent.Committed.Contains(upload))
                return true;
            if (sent.Open.Count >= OpenUploads || sent.Bytes + bytes > DeclaredBytes)
                return false;
            sent.Open.Add(upload);
            sent.Bytes += bytes;
            return true;
        }
    }

    /// <summary>
    /// Counts a COMMIT that arrived before this tick, unless the entry was counted; false when it is one too many.
    /// </summary>
    public bool TryCommit(Caller caller, LockPolicy policy, string entry, long tick)
    {
        var sent = Of(caller, policy);
        lock (sent)
        {
            if (sent.Committed.Contains(entry))
                return true;
            if (tick != sent.Tick)
                (sent.Tick, sent.InTick) = (tick, 0);
            if (sent.InTick >= CommitsPerTick || sent.Committed.Count >= CommitsPerLot)
                return false;
            sent.InTick++;
            sent.Committed.Add(entry);
            sent.Open.Remove(entry);
            return true;
        }
    }

    private Sent Of(Caller caller, LockPolicy policy)
    {
        // The key and not the ticket: signing in again counts on. An account without a key is counted by its name.
        var who = caller.Key.Length > 0 ? Convert.ToHexString(caller.Key) : caller.Word;
        var whose = Encoding.UTF8.GetBytes($"{policy.Session}.{policy.Lot} {who}");
        var name = Convert.ToHexString(HMACSHA256.HashData(secret, whose));
        if (all.TryGetValue(name, out var sent))
            return sent;
        if (all.Count % SweepEvery == SweepEvery - 1)
            Sweep();
        return all.GetOrAdd(name, new Sent(policy.CloseAt));
    }

    // Nothing is declared or committed after a deadline.
    private void Sweep()
    {
        foreach (var (name, sent) in all)
            if (sent.Until < clock.Now)
                all.TryRemove(name, out _);
    }

    private sealed class Sent(long until)
    {
        public long Until { get; } = until;
        public HashSet<string> Open { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Committed { get; } = new(StringComparer.Ordinal);
        public long Bytes { get; set; }
        public long Tick { get; set; } = -1;
        public int InTick { get; set; }
    }
}
