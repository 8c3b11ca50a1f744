using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>A room as it stands: a phase holds only its own fields. Source: docs/spec/room.md, "Stages".</summary>
/// <param name="LastAt">Instant of the last event, UTC microseconds.</param>
public abstract record Room(long LastAt)
{
    /// <summary>
    /// Ids of the acts that had their effect: each counts once, so nobody can say it again for its signer after a vote
    /// was opened anew or a seat was taken by somebody else.
    /// </summary>
    public ImmutableHashSet<string> Used { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Nobody started it.</summary>
    public sealed record None() : Room(0);

    /// <summary>It was started.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public abstract record Started(RoomFacts Facts, long LastAt) : Room(LastAt);

    /// <summary>A committee sits, or is awaited.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far: it outlives a member who is replaced.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public abstract record Sitting(RoomFacts Facts, Committee Committee, RoomWork Work, long LastAt)
        : Started(Facts, LastAt)
    {
        /// <summary>What the room is at.</summary>
        public abstract RoomStage Stage { get; }

        /// <summary>
        /// Whether the tenderer may name the leader now: the pack lets it, there is none, and nobody has voted. Ballots
        /// of a committee that was replaced are papers, too: their stage has to close.
        /// </summary>
        public bool MayNameLeader =>
            Facts.Pack.LeaderMayBeNamed
            && Committee.Leader == 0
            && this is Seating or Pledging or Electing { Tied.IsEmpty: true }
            && !Work.Hidden.Contains(RoomStage.Electing);
    }

    /// <summary>Seats are taken.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Seating(RoomFacts Facts, Committee Committee, RoomWork Work, long LastAt)
        : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Seating;
    }

    /// <summary>All seats are taken: members pledge.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Pledging(RoomFacts Facts, Committee Committee, RoomWork Work, long LastAt)
        : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Pledging;
    }

    /// <summary>A leader is elected.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Tied">Seats of the second vote; empty in the first.</param>
    /// <param name="Ballots">Seats that were named, by who named them.</param>
    /// <param name="Papers">Commitments of all ballots of this vote, in their order.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Electing(
        RoomFacts Facts,
        Committee Committee,
        RoomWork Work,
        ImmutableSortedSet<int> Tied,
        ImmutableSortedDictionary<int, int> Ballots,
        ImmutableList<byte[]> Papers,
        long LastAt
    ) : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Electing;
    }

    /// <summary>Members score alone, and without knowing whose bid it is.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Masking(RoomFacts Facts, Committee Committee, RoomWork Work, long LastAt)
        : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Masking;
    }

    /// <summary>Bids are reviewed, item by item.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Items">Qualification or compliance.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Reviewing(RoomFacts Facts, Committee Committee, RoomWork Work, ItemStage Items, long LastAt)
        : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage =>
            Items == ItemStage.Qualification ? RoomStage.Qualifying : RoomStage.Complying;
    }

    /// <summary>Bidders are asked, and answer.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Motion">The motion that is voted on, or null.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Explaining(
        RoomFacts Facts,
        Committee Committee,
        RoomWork Work,
        OpenMotion? Motion,
        long LastAt
    ) : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Explaining;
    }

    /// <summary>Members score alone.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Standing">Bids that are scored.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Scoring(
        RoomFacts Facts,
        Committee Committee,
        RoomWork Work,
        IReadOnlyList<string> Standing,
        long LastAt
    ) : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Scoring;
    }

    /// <summary>Scores are summed, checked and corrected.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Motion">The motion that is voted on, or null.</param>
    /// <param name="Count">What both counts gave, or null before and after a correction.</param>
    /// <param name="Blocked">Why nothing was counted, or null.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Summing(
        RoomFacts Facts,
        Committee Committee,
        RoomWork Work,
        OpenMotion? Motion,
        ScoresCounted? Count,
        CountBlocked? Blocked,
        long LastAt
    ) : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Summing;
    }

    /// <summary>The report is signed.</summary>
    /// <param name="Facts">What it began with.</param>
    /// <param name="Committee">Who sits.</param>
    /// <param name="Work">What has been done so far.</param>
    /// <param name="Count">What is reported.</param>
    /// <param name="Draft">The draft.</param>
    /// <param name="Opinions">Whether members agree, by seat.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Reporting(
        RoomFacts Facts,
        Committee Committee,
        RoomWork Work,
        ScoresCounted Count,
        ReportDrafted Draft,
        ImmutableSortedDictionary<int, bool> Opinions,
        long LastAt
    ) : Sitting(Facts, Committee, Work, LastAt)
    {
        /// <inheritdoc/>
        public override RoomStage Stage => RoomStage.Reporting;
    }

    /// <summary>Everything stopped and is sealed.</summary>
    /// <param name="Before">As it stood.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Stopped(Sitting Before, long LastAt) : Started(Before.Facts, LastAt);

    /// <summary>The result stands.</summary>
    /// <param name="Last">As it stood when the last member had said something.</param>
    /// <param name="Result">The result.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Concluded(Reporting Last, EvaluationConcluded Result, long LastAt)
        : Started(Last.Facts, LastAt)
    {
        /// <summary>The host's signature in the report; null while it is not sealed.</summary>
        public ReportSealed? Seal { get; init; }
    }

    /// <summary>It ended without a result.</summary>
    /// <param name="Last">As it stood.</param>
    /// <param name="Failure">Why.</param>
    /// <param name="LastAt">Instant of the last event.</param>
    public sealed record Failed(Sitting Last, EvaluationFailed Failure, long LastAt) : Started(Last.Facts, LastAt);
}

/// <summary>What a room began with.</summary>
/// <param name="Start">The start.</param>
/// <param name="StartBytes">Its canonical bytes.</param>
/// <param name="Terms">Bytes of the scoring terms.</param>
/// <param name="Pack">The pinned pack.</param>
public sealed record RoomFacts(RoomStart Start, byte[] StartBytes, byte[] Terms, RoomPack Pack)
{
    /// <summary>When it was started, UTC microseconds; 0 of facts that no stream told.</summary>
    public long StartedAt { get; init; }

    /// <summary>The host's signature under the start, 64 bytes; none of facts that no stream told.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>The event's facts; null where its start cannot be read or pins a pack that is none.</summary>
    public static RoomFacts? Of(EvaluationStarted e) =>
        RoomStartCodec.TryParse(e.Start, out var start) && RoomPacks.Find(start.Pack, start.PackVersion) is { } pack
            ? new RoomFacts(start, e.Start, e.Terms, pack) { StartedAt = e.At, Signature = e.Signature }
            : null;

    /// <summary>The room's id.</summary>
    public string Id => Start.Room;

    /// <summary>The suite of all hashes and keys.</summary>
    public Suite Suite => Suite.Find(Start.Suite)!;

    /// <summary>Seats of the committee.</summary>
    public int Seats => Start.Seats.Count;
}

/// <summary>Whoever sits.</summary>
/// <param name="Key">The seat's key, 65 bytes.</param>
/// <param name="Until">The last instant of its validity, UTC microseconds.</param>
/// <param name="HasPledged">Whether the member pledged.</param>
/// <param name="Waits">Whether the member came after papers were disclosed: it reads none before its own are.</param>
public sealed record Member(byte[] Key, long Until, bool HasPledged, bool Waits);

/// <summary>The committee.</summary>
/// <param name="Members">Who sits, by seat.</param>
/// <param name="Leader">The leader's seat, or 0.</param>
/// <param name="Former">Keys of those who had to go: none of them sits again.</param>
public sealed record Committee(ImmutableSortedDictionary<int, Member> Members, int Leader, ImmutableList<byte[]> Former)
{
    /// <summary>Nobody sits.</summary>
    public static Committee Nobody { get; } = new(ImmutableSortedDictionary<int, Member>.Empty, 0, []);

    /// <summary>The committee without a seat's member.</summary>
    public Committee Without(int seat) =>
        new(Members.Remove(seat), Leader == seat ? 0 : Leader, Former.Add(Members[seat].Key));

    /// <summary>Whether everybody who sits has pledged.</summary>
    public bool HavePledged => Members.Values.All(m => m.HasPledged);
}

/// <summary>A key of a review.</summary>
/// <param name="Stage">Qualification or compliance.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Seat">Whose it is.</param>
public readonly record struct ReviewKey(ItemStage Stage, string Bid, int Seat) : IComparable<ReviewKey>
{
    /// <inheritdoc/>
    public int CompareTo(ReviewKey other) =>
        Stage != other.Stage ? Stage.CompareTo(other.Stage)
        : string.CompareOrdinal(Bid, other.Bid) is var order && order != 0 ? order
        : Seat.CompareTo(other.Seat);

    /// <summary>Whether one stands before the other.</summary>
    public static bool operator <(ReviewKey one, ReviewKey other) => one.CompareTo(other) < 0;

    /// <summary>Whether one stands before the other, or is it.</summary>
    public static bool operator <=(ReviewKey one, ReviewKey other) => one.CompareTo(other) <= 0;

    /// <summary>Whether one stands after the other.</summary>
    public static bool operator >(ReviewKey one, ReviewKey other) => one.CompareTo(other) > 0;

    /// <summary>Whether one stands after the other, or is it.</summary>
    public static bool operator >=(ReviewKey one, ReviewKey other) => one.CompareTo(other) >= 0;
}

/// <summary>What the host found of a bidder's qualification.</summary>
/// <param name="Item">The item that it fails; empty where it is qualified.</param>
/// <param name="Reason">Why it fails.</param>
public sealed record HostFinding(string Item, string Reason)
{
    /// <summary>Whether the bidder is not qualified.</summary>
    public bool Fails => Item.Length > 0;
}

/// <summary>A review with its commitment.</summary>
/// <param name="Paper">The review.</param>
/// <param name="Commitment">32 bytes.</param>
public sealed record HeldReview(ReviewPaper Paper, byte[] Commitment);

/// <summary>A sheet with its commitment.</summary>
/// <param name="Paper">The sheet.</param>
/// <param name="Commitment">32 bytes.</param>
public sealed record HeldSheet(SheetPaper Paper, byte[] Commitment);

/// <summary>Why a bidder is asked.</summary>
public enum QuestionKind : byte
{
    /// <summary>Something is unclear: silence leaves the bid as it is.</summary>
    Clarify = 1,

    /// <summary>The price is abnormally low: silence makes the bid invalid.</summary>
    LowPrice = 2,

    /// <summary>The price was corrected: silence, or no, makes the bid invalid.</summary>
    Price = 3,
}

/// <summary>How a question stands.</summary>
public enum QuestionState
{
    /// <summary>The bidder may answer.</summary>
    Open,

    /// <summary>The bidder answered; of a corrected price: confirmed it.</summary>
    Answered,

    /// <summary>The bidder refused the corrected price.</summary>
    Refused,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>The committee accepts the explanation.</summary>
    Accepted,
}

/// <summary>A question to a bidder.</summary>
/// <param name="Bid">Who is asked.</param>
/// <param name="Kind">What for.</param>
/// <param name="AnswerBy">The first instant at which it is too late.</param>
/// <param name="State">How it stands.</param>
public sealed record Question(string Bid, QuestionKind Kind, long AnswerBy, QuestionState State);

/// <summary>What the committee votes on.</summary>
public enum MotionKind : byte
{
    /// <summary>Whether an explanation of a price is accepted; lost, the bid is out.</summary>
    Accept = 1,

    /// <summary>Whether a bid is rejected.</summary>
    Reject = 2,

    /// <summary>Whether competition is left; lost, the evaluation ends.</summary>
    GoOn = 3,

    /// <summary>Which of several equal bids of a brand is recommended.</summary>
    Brand = 4,

    /// <summary>Any other dispute.</summary>
    Dispute = 5,

    /// <summary>A wrong sum.</summary>
    Sum = 6,

    /// <summary>A score out of its range.</summary>
    Range = 7,

    /// <summary>An objective item that differs.</summary>
    Objective = 8,

    /// <summary>An abnormally high or low score.</summary>
    Abnormal = 9,
}

/// <summary>A motion that is voted on.</summary>
/// <param name="Id">Hash of its act, 64 digits.</param>
/// <param name="Act">What was raised.</param>
/// <param name="Votes">Yes or no, by seat.</param>
public sealed record OpenMotion(string Id, RoomAct Act, ImmutableSortedDictionary<int, bool> Votes)
{
    /// <summary>What it is about.</summary>
    public MotionKind Kind => (MotionKind)Act.Choice;
}
