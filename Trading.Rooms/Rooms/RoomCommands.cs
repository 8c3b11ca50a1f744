using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>A wish about a room.</summary>
/// <param name="Now">The edge's clock, UTC microseconds.</param>
public abstract record RoomCommand(long Now);

/// <summary>The host starts the evaluation.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Room">The room's id.</param>
/// <param name="Start">Canonical bytes of the start.</param>
/// <param name="Terms">Bytes of the scoring terms.</param>
/// <param name="Signature">The host's under the start.</param>
public sealed record StartEvaluation(long Now, string Room, byte[] Start, byte[] Terms, byte[] Signature)
    : RoomCommand(Now);

/// <summary>Somebody sits down with a key that the gate certified.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Certificate">Canonical bytes of the certificate.</param>
/// <param name="Signature">The gate's.</param>
public sealed record TakeSeat(long Now, byte[] Certificate, byte[] Signature) : RoomCommand(Now);

/// <summary>Somebody declares something.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Act">The signed act.</param>
public sealed record Declare(long Now, RoomSigned Act) : RoomCommand(Now);

/// <summary>A member hands in a review.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Paper">The signed review.</param>
public sealed record SubmitReview(long Now, RoomSigned Paper) : RoomCommand(Now);

/// <summary>A member hands in a score sheet.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Paper">The signed sheet.</param>
public sealed record SubmitSheet(long Now, RoomSigned Paper) : RoomCommand(Now);

/// <summary>Labels are drawn for bids that are scored masked; their documents have been looked through.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Salt">32 fresh random bytes.</param>
/// <param name="Found">What was found in each bid's documents; a bid without findings may be left out.</param>
public sealed record DrawLabels(long Now, byte[] Salt, IReadOnlyDictionary<string, IReadOnlyList<IdentityKind>> Found)
    : RoomCommand(Now);

/// <summary>The host seals the report of a concluded room.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Digest">Of the printed file, 32 bytes. That it is the room's report says whoever printed it: the
/// decider holds no fonts.</param>
/// <param name="Hash">Of the signed file, 32 bytes.</param>
/// <param name="Certificate">The host's, DER.</param>
/// <param name="Signature">Under the attributes of the digest.</param>
public sealed record SealReport(long Now, byte[] Digest, byte[] Hash, byte[] Certificate, byte[] Signature)
    : RoomCommand(Now);

/// <summary>Time has passed: whatever it makes due is done.</summary>
/// <param name="Now">The edge's clock.</param>
public sealed record PassTime(long Now) : RoomCommand(Now);

/// <summary>The scores are counted, by both implementations.</summary>
/// <param name="Now">The edge's clock.</param>
/// <param name="Salt">32 fresh random bytes for the published hash.</param>
public sealed record CountScores(long Now, byte[] Salt) : RoomCommand(Now)
{
    /// <summary>
    /// The count itself, where it was made before (<see cref="CountMade"/>); without it the decision takes as long
    /// as the count.
    /// </summary>
    public CountMade? Made { get; init; }

    // Tests let it lie: that is how a difference is seen to block.
    internal Func<ReadOnlyMemory<byte>, Recount.Recounted> Second { get; init; } = Recount.Recount.Score;
}
