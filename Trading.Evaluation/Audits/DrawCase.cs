using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Audits;

/// <summary>
/// A transcript as its checks read it: each part is null where its bytes cannot be read, which its own check tells.
/// </summary>
public sealed class DrawCase
{
    /// <summary>Reads a transcript; the trust file comes from outside, null where there is none.</summary>
    public DrawCase(DrawTranscript transcript, TrustFile? trust)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        (Transcript, Trust) = (transcript, trust);
        Request = DrawRequestCodec.TryParse(transcript.Request, out var request) ? request : null;
        Policies =
        [
            .. transcript.Policies.Select(bytes => LockPolicyCodec.TryParse(bytes, out var p, out _) ? p : null),
        ];
        Certificates =
        [
            .. transcript.Certificates.Select(bytes => LockCertificate.TryParse(bytes, out var read) ? read : null),
        ];
        Head = CommitmentHead.TryParse(transcript.Head, out var head) ? head : null;
        Positions =
        [
            .. transcript.Positions.Select(bytes => CommittedPosition.TryParse(bytes, out var read) ? read : null),
        ];
    }

    /// <summary>What is checked.</summary>
    public DrawTranscript Transcript { get; }

    /// <summary>Whom the reader trusts.</summary>
    public TrustFile? Trust { get; }

    internal DrawRequest? Request { get; }

    internal LockPolicy?[] Policies { get; }

    internal LockCertificate?[] Certificates { get; }

    internal CommitmentHead? Head { get; }

    internal CommittedPosition?[] Positions { get; }

    internal LockCertificate? DrawLock => Certificates.Length > 0 ? Certificates[0] : null;

    internal uint K => (uint)Transcript.Again.Count;

    internal bool PositionsRead => Positions.All(p => p is not null);

    /// <summary>
    /// The seating that follows from what was published; null where something before it cannot be read.
    /// </summary>
    internal SeatingOutcome? Replayed()
    {
        if (Request is not { } request || !PositionsRead || Transcript.Value.Length != Suite.HashBytes)
            return null;
        var suite = Suite.Find(request.Suite)!;
        var order = Beacon.Order(suite, Transcript.Value, Positions.Length);
        return Seating.Replay(request.Groups, [.. Positions.Select(p => Candidate.Of(p!))], order, Transcript.Dropped);
    }

    /// <summary>Answers as batches; null where one of them is none.</summary>
    internal static PartialBatch[]? Read(Suite suite, IReadOnlyList<byte[]> answers)
    {
        var batches = answers.Select(a => PartialBatch.TryParse(suite, a, out var batch) ? batch : null).ToArray();
        return Array.Exists(batches, b => b is null) ? null : [.. batches.OfType<PartialBatch>()];
    }
}
