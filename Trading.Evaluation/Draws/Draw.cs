using System.Collections.Immutable;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>A draw as it stands: a phase holds only its own fields. Source: docs/spec/draw.md, "Streams".</summary>
/// <param name="LastAt">Instant of the last event, UTC microseconds.</param>
public abstract record Draw(long LastAt)
{
    /// <summary>Nobody published it.</summary>
    public sealed record None() : Draw(0);

    /// <summary>Another system drew; its experts are admitted as they come.</summary>
    /// <param name="Facts">What was imported.</param>
    /// <param name="People">Who has come.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public record Imported(ExternalFacts Facts, PeopleHere People, long LastAt) : Draw(LastAt);

    /// <summary>An external draw whose experts have all arrived, or will not.</summary>
    /// <param name="Facts">What was imported.</param>
    /// <param name="People">Who has come.</param>
    /// <param name="Failure">Why there is no committee; null where all have arrived.</param>
    /// <param name="IsDisclosed">Whether what was closed is public.</param>
    /// <param name="HasPaper">Whether the signed paper lies here.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record ImportOver(
        ExternalFacts Facts,
        PeopleHere People,
        DrawFailed? Failure,
        bool IsDisclosed,
        bool HasPaper,
        long LastAt
    ) : Imported(Facts, People, LastAt);

    /// <summary>It was published.</summary>
    /// <param name="Facts">What was published.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public abstract record Published(DrawFacts Facts, long LastAt) : Draw(LastAt);

    /// <summary>The ceremonies of its locks go on.</summary>
    /// <param name="Facts">What was published.</param>
    /// <param name="Locks">Those that stand, by their words.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Locking(DrawFacts Facts, ImmutableSortedDictionary<string, DrawLock> Locks, long LastAt)
        : Published(Facts, LastAt);

    /// <summary>All three locks stand.</summary>
    /// <param name="Facts">What was published.</param>
    /// <param name="Locks">The locks by their words.</param>
    /// <param name="Reduction">The reduction, or null where there is none yet.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public record Locked(
        DrawFacts Facts,
        ImmutableSortedDictionary<string, DrawLock> Locks,
        ReductionFacts? Reduction,
        long LastAt
    ) : Published(Facts, LastAt)
    {
        /// <summary>The three certificates.</summary>
        public DrawLocks Certificates =>
            new(
                Locks[DrawLots.Draw].Certificate,
                Locks[DrawLots.Names].Certificate,
                Locks[DrawLots.Contact].Certificate
            );

        /// <summary>Whether the custodian may commit to sealed rows: no reduction waits for its beacon.</summary>
        public bool MayCommit => Reduction is null or { Value: not null };
    }

    /// <summary>The custodian has committed; the trustees' answers make the draw.</summary>
    /// <param name="Before">As it stood before.</param>
    /// <param name="Commitment">What was committed to.</param>
    /// <param name="Orders">The supervisor's orders to draw again; k is their number.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public record Committed(Locked Before, CommitmentFacts Commitment, ImmutableList<DrawAgain> Orders, long LastAt)
        : Locked(Before.Facts, Before.Locks, Before.Reduction, LastAt)
    {
        /// <summary>The number of the draw, from 0.</summary>
        public int K => Orders.Count;

        /// <summary>Whom the buyer sent, as they come: they have nothing to do with k.</summary>
        public PeopleHere People { get; init; } = PeopleHere.Nobody;
    }

    /// <summary>The committee is drawn.</summary>
    /// <param name="Then">As it stood when trustees answered.</param>
    /// <param name="Beacon">Value and first seating.</param>
    /// <param name="Steps">Everybody who took a seat, in order.</param>
    /// <param name="Drops">Who dropped out, in order, with the signed reasons.</param>
    /// <param name="Told">The last outcome of each position of which something was told.</param>
    /// <param name="Arrivals">The gate's signature under each arrival.</param>
    /// <param name="Door">Whose record is being opened at the gate; null for nobody.</param>
    /// <param name="Unsealed">Positions whose names were told by the gate.</param>
    /// <param name="Units">Credit codes of the bidders, once the opening showed them; null before.</param>
    /// <param name="HasConflicts">Whether the custodian has told of the bidders' units.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Drawn(
        Committed Then,
        BeaconCombined Beacon,
        ImmutableList<SeatingStep> Steps,
        ImmutableList<Drop> Drops,
        ImmutableSortedDictionary<int, PositionOutcome> Told,
        ImmutableSortedDictionary<int, byte[]> Arrivals,
        AtDoor? Door,
        ImmutableSortedSet<int> Unsealed,
        IReadOnlyList<string>? Units,
        bool HasConflicts,
        long LastAt
    ) : Committed(Then.Before, Then.Commitment, Then.Orders, LastAt)
    {
        /// <summary>Positions that dropped out, in order.</summary>
        public IReadOnlyList<int> Dropped => [.. Drops.SelectMany(d => d.Positions)];

        /// <summary>Who sits now: positions, rising.</summary>
        public IReadOnlyList<int> Seated =>
            [.. Steps.Select(s => s.Position).Except(Drops.SelectMany(d => d.Positions)).Order()];

        /// <summary>Whether that position sits now.</summary>
        public bool Sits(int position) => Seated.Contains(position);

        /// <summary>Who has arrived of those who sit.</summary>
        public IReadOnlyList<int> Arrived => [.. Seated.Where(IsHere)];

        /// <summary>Who had arrived and lost the seat by the custodian's statement, rising.</summary>
        public IReadOnlyList<int> Unseated =>
            [.. Drops.Where(d => d.Signed.Kind == DropKind.Conflicts).SelectMany(d => d.Positions).Where(IsHere)];

        /// <summary>Who took a seat, had not arrived, and lost it otherwise than by an own answer, rising.</summary>
        public IReadOnlyList<int> CalledOff =>
            [
                .. Drops
                    .Where(d => d.Signed.Kind != DropKind.Notice)
                    .SelectMany(d => d.Positions)
                    .Intersect(Steps.Select(s => s.Position))
                    .Where(p => !Arrivals.ContainsKey(p))
                    .Order(),
            ];

        /// <summary>Whether everybody who sits has arrived and was named.</summary>
        public bool IsAllHere => Seated.All(Unsealed.Contains);

        /// <summary>
        /// Whether there is nothing left to compare: the custodian answered about the bidders, the opening named none,
        /// or the draw is for no opening of this platform.
        /// </summary>
        public bool IsCompared =>
            HasConflicts || (Units is null ? Facts.Request.Session.Length == 0 : Units.Count == 0);

        /// <summary>Whether the committee stands: all are here, and were compared with the bidders.</summary>
        public bool IsComplete => IsCompared && IsAllHere;

        /// <summary>
        /// Whether all have come and the opening has named nobody for so long that the committee stands all the same:
        /// who came is not sent home under the word that somebody is missing.
        /// </summary>
        /// <param name="now">UTC microseconds.</param>
        public bool StandsUncompared(long now) =>
            Units is null && IsAllHere && now >= DrawDue.LastArrivalAt(Facts.Request);

        /// <summary>Whether the position arrived, wherever its expert is now.</summary>
        public bool IsHere(int position) =>
            Told.TryGetValue(position, out var told)
            && told is PositionOutcome.Arrived or PositionOutcome.Left or PositionOutcome.Back;
    }

    /// <summary>It is over.</summary>
    /// <param name="Last">As it stood.</param>
    /// <param name="Failure">Why there is no committee; null where all have arrived.</param>
    /// <param name="IsDisclosed">Whether everything but names is public.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Over(Published Last, DrawFailed? Failure, bool IsDisclosed, long LastAt)
        : Published(Last.Facts, LastAt);
}

/// <summary>What was published of a draw.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Request">The request.</param>
/// <param name="RequestBytes">Its canonical bytes.</param>
/// <param name="Policies">The policies of the three locks, in the order of <see cref="DrawLots.All"/>.</param>
/// <param name="PolicyBytes">Their canonical bytes.</param>
/// <param name="Salt">The box for the custodian.</param>
/// <param name="GateSalt">The box for the gate; empty where the buyer fills no seat.</param>
/// <param name="Signature">The host's.</param>
public sealed record DrawFacts(
    string Id,
    DrawRequest Request,
    byte[] RequestBytes,
    IReadOnlyList<LockPolicy> Policies,
    IReadOnlyList<byte[]> PolicyBytes,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature
)
{
    /// <summary>The suite of all hashes.</summary>
    public Suite Suite => Suite.Find(Request.Suite)!;

    /// <summary>The policy of the draw lock; the roles of all three are the same.</summary>
    public LockPolicy Policy => Policies[0];

    /// <summary>Hash of the request, 32 bytes.</summary>
    public byte[] RequestHash { get; } = Request.Hash();

    /// <summary>The policy of the lock with that word, or null.</summary>
    public LockPolicy? PolicyOf(string lot) => Policies.FirstOrDefault(p => p.Lot == lot);
}

/// <summary>A lock that stands.</summary>
/// <param name="Certificate">Its certificate.</param>
/// <param name="Bytes">Canonical bytes of it.</param>
/// <param name="CertifiedAt">When, UTC microseconds.</param>
public sealed record DrawLock(LockCertificate Certificate, byte[] Bytes, long CertifiedAt);

/// <summary>A reduction.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Root">Its root.</param>
/// <param name="Answers">The trustees' answers, once they are there.</param>
/// <param name="Value">The value of its beacon, or null before.</param>
public sealed record ReductionFacts(CommitmentHead Head, byte[] Root, IReadOnlyList<byte[]> Answers, byte[]? Value);

/// <summary>What was committed to.</summary>
/// <param name="Head">The head.</param>
/// <param name="Root">The root.</param>
public sealed record CommitmentFacts(CommitmentHead Head, byte[] Root);

/// <summary>Who dropped out, and what was signed of it.</summary>
/// <param name="Positions">One position, or all that were hit by one statement of conflicts, rising.</param>
/// <param name="Signed">The statement.</param>
public sealed record Drop(IReadOnlyList<int> Positions, SignedDrop Signed);

/// <summary>Somebody stands at the door and says to be the expert of a position.</summary>
/// <param name="Position">The position.</param>
/// <param name="Since">When the gate told, UTC microseconds.</param>
/// <param name="Signature">The gate's, 64 bytes.</param>
public sealed record AtDoor(int Position, long Since, byte[] Signature);

/// <summary>What was imported of an external draw.</summary>
/// <param name="Import">The import.</param>
/// <param name="Bytes">Its canonical bytes.</param>
/// <param name="GateSalt">The box for the gate.</param>
/// <param name="HostSignature">The host's.</param>
/// <param name="SupervisorSignature">The supervisor's.</param>
public sealed record ExternalFacts(
    ExternalImport Import,
    byte[] Bytes,
    byte[] GateSalt,
    byte[] HostSignature,
    byte[] SupervisorSignature
)
{
    /// <summary>The draw's id.</summary>
    public string Id => Import.Request.Draw;

    /// <summary>The suite of all hashes.</summary>
    public Suite Suite => Suite.Find(Import.Request.Suite)!;

    /// <summary>Hash of the import, 32 bytes.</summary>
    public byte[] Hash { get; } = Import.Hash();

    /// <summary>Everybody whom a hash names.</summary>
    public IReadOnlyList<PersonSeat> Seats { get; } = PersonSeat.Of(Import);
}

/// <summary>Who has come of those whom hashes name.</summary>
/// <param name="Told">The last outcome of each seat, and the gate's signature under its arrival.</param>
/// <param name="Named">Seats whose names were told.</param>
public sealed record PeopleHere(ImmutableSortedDictionary<int, PersonAt> Told, ImmutableSortedSet<int> Named)
{
    /// <summary>Nobody has come.</summary>
    public static PeopleHere Nobody { get; } = new(ImmutableSortedDictionary<int, PersonAt>.Empty, []);

    /// <summary>Whether whoever has that seat arrived, wherever the person is now.</summary>
    public bool IsHere(int number) =>
        Told.TryGetValue(number, out var told)
        && told.Outcome is PositionOutcome.Arrived or PositionOutcome.Left or PositionOutcome.Back;
}

/// <summary>The last outcome of a seat that a hash names.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Arrival">The gate's signature under the arrival; empty where there was none.</param>
public sealed record PersonAt(PositionOutcome Outcome, byte[] Arrival);
