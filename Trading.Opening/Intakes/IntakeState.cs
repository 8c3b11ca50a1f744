using System.Collections.Immutable;
using Trading.Crypto;

namespace Trading.Opening.Intakes;

/// <summary>
/// The folded state of one lot's intake: streams <c>received</c> and <c>intake</c> together, in the order of the log.
/// </summary>
public abstract record IntakeState
{
    internal static string Key(byte[] commit) => Convert.ToHexStringLower(commit);

    /// <summary>Not open yet.</summary>
    public sealed record Closed : IntakeState;

    /// <summary>Receiving, until the drain is sealed.</summary>
    /// <param name="Session">Session id.</param>
    /// <param name="Policy">The lock's policy.</param>
    /// <param name="LockId">32 bytes.</param>
    /// <param name="OpenedAt">UTC microseconds.</param>
    /// <param name="Stamped">COMMITs whose arrival is durable and whose work is unfinished: commit (hexadecimal) →
    /// arrival.</param>
    /// <param name="Waiting">Accepted entries that wait for their tick, in order of arrival.</param>
    /// <param name="Done">Finished COMMITs: commit (hexadecimal) → the entry, or the refusal.</param>
    /// <param name="Submissions">Submission id → its newest accepted state.</param>
    /// <param name="NextTick">Index of the next tick, which is the tree's size.</param>
    /// <param name="Accepted">Entries accepted so far, at most <see cref="TickSchedule.MostEntries"/>.</param>
    /// <param name="LateRule">Rule id for a late bid, from the pinned rule pack.</param>
    public sealed record Receiving(
        string Session,
        LockPolicy Policy,
        byte[] LockId,
        long OpenedAt,
        ImmutableDictionary<string, long> Stamped,
        ImmutableList<WaitingEntry> Waiting,
        ImmutableDictionary<string, Outcome> Done,
        ImmutableDictionary<string, Submission> Submissions,
        long NextTick,
        int Accepted,
        string LateRule
    ) : IntakeState
    {
        /// <summary>When ticks fall due.</summary>
        public TickSchedule Schedule => new(Policy, OpenedAt);

        /// <summary>
        /// Those that a tick takes when it is sealed next, in order of arrival. Source: docs/spec/feed.md, "Intake".
        /// </summary>
        public IReadOnlyList<Entry> TakenBy(long tick, bool drain)
        {
            if (drain)
                return [.. Waiting.Select(w => w.Entry)];
            return Policy.SlotForm == SlotForm.Dense
                ? [.. Waiting.Take(SlotTree.OrdinarySlots).Select(w => w.Entry)]
                : [.. Waiting.Where(w => w.Tick <= tick).Select(w => w.Entry)];
        }

        /// <summary>The tick that will hold an entry; null when it does not wait.</summary>
        public long? TickOf(Entry entry)
        {
            var place = Waiting.FindIndex(w =>
                ReferenceEquals(w.Entry, entry) || w.Entry.Statement.AsSpan().SequenceEqual(entry.Statement)
            );
            if (place < 0)
                return null;
            if (Policy.SlotForm == SlotForm.Sparse)
                return Waiting[place].Tick;
            return Math.Min(Schedule.DrainIndex, NextTick + place / SlotTree.OrdinarySlots);
        }
    }

    /// <summary>The drain is sealed; only <see cref="Live"/> matters now.</summary>
    /// <param name="Last">State when the drain was sealed.</param>
    public sealed record Drained(Receiving Last) : IntakeState
    {
        /// <summary>Submissions to open, in order of their newest envelope's arrival, then by id.</summary>
        public IReadOnlyList<Submission> Live { get; } = Submission.LiveOf(Last.Submissions.Values);
    }
}

/// <summary>An accepted entry before its tick.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Tick">
/// The first unsealed tick that lies at or after its acceptance: fixed then, by time alone. An intake with dense ticks
/// does not ask it, for there a full tick leaves entries to the next one.
/// </param>
public sealed record WaitingEntry(Entry Entry, long Tick);

/// <summary>How a COMMIT ended.</summary>
/// <param name="Entry">The entry; null when it was refused.</param>
/// <param name="SizeBytes">Bytes of the envelope or statement; 0 when it was refused.</param>
public sealed record Outcome(Entry? Entry, long SizeBytes);

/// <summary>The newest state of a submission.</summary>
/// <param name="Id">Submission id, 32 hexadecimal digits.</param>
/// <param name="Key">Submission key, 65 bytes.</param>
/// <param name="Revision">Newest revision, 1 and up.</param>
/// <param name="Arrival">UTC microseconds of its newest envelope.</param>
/// <param name="Withdrawn">Whether it was withdrawn.</param>
public sealed record Submission(string Id, byte[] Key, uint Revision, long Arrival, bool Withdrawn)
{
    /// <summary>
    /// UTC microseconds of the newest statement, which may be a withdrawal: none that follows arrived earlier.
    /// </summary>
    public long LastArrival { get; init; }

    /// <summary>Those that are to be opened, in the order of their newest envelope's arrival, then by id.</summary>
    public static IReadOnlyList<Submission> LiveOf(IEnumerable<Submission> submissions) =>
        [.. submissions.Where(s => !s.Withdrawn).OrderBy(s => s.Arrival).ThenBy(s => s.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The submissions behind accepted entries, in any order: the highest revision counts. Signatures and format are
    /// not checked, for that see <see cref="FrozenList"/>; an entry too short to be read is a
    /// <see cref="CorruptEventException"/>.
    /// </summary>
    internal static IReadOnlyDictionary<string, Submission> Fold(IEnumerable<Entry> entries)
    {
        var submissions = new Dictionary<string, Submission>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var next = After(submissions.GetValueOrDefault(StatementFacts.Read(entry).Submission), entry);
            submissions[next.Id] = next;
        }
        return submissions;
    }

    /// <summary>
    /// The submission after a further accepted entry; <paramref name="before"/> is null for its first.
    /// </summary>
    internal static Submission After(Submission? before, Entry entry)
    {
        var facts = StatementFacts.Read(entry);
        if (before is not null && facts.Revision <= before.Revision)
            return before;
        return entry.Kind == EntryKind.Withdrawal && before is not null
            ? before with
            {
                Revision = facts.Revision,
                Withdrawn = true,
                LastArrival = entry.Arrival,
            }
            : new Submission(
                facts.Submission,
                facts.Key,
                facts.Revision,
                entry.Arrival,
                entry.Kind == EntryKind.Withdrawal
            )
            {
                LastArrival = entry.Arrival,
            };
    }
}
