using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Streams.Archives;
using Trading.Streams.Heads;

namespace Trading.Evaluation.Audits;

/// <summary>What the archive of a draw says: its streams as events, and the transcript behind them.</summary>
public sealed class DrawArchiveCase : IStreamCase
{
    private DrawArchiveCase(string problem) => Problem = problem;

    private DrawArchiveCase(DrawArchive archive, TrustFile? trust)
    {
        (Problem, Trust, Archive) = ("", trust, archive);
        Public = StreamEvidence.Read(DrawCodec.Table, archive.Stream.Leaves, out var problem);
        Closed = ReadAll(archive.Drawn, ref problem);
        Named = ReadAll(archive.Seated, ref problem);
        Requested = Public is [DrawRequested first, ..] ? first : null;
        Policies =
            Requested?.Policies.Select(p => LockPolicyCodec.TryParse(p, out var read, out _) ? read : null).ToArray()
            ?? [];
        Rounds = RoundsOf();
        Draws = [.. Rounds.Select(TranscriptOf).OfType<DrawTranscript>().Select(t => new DrawCase(t, trust))];
        Draw =
            Draws is [.., var last] ? last
            : Requested is not null && DrawRequestCodec.TryParse(Requested.Request, out _)
                ? new DrawCase(Nothing(Requested), trust)
            : null;
        Stream = new StreamEvidence(
            Policies is [{ } any, ..] ? Suite.Find(any.Suite)! : Suite.P256,
            archive.Stream,
            [.. Public.Select(e => e.GetType().Name)],
            problem,
            Policies is [{ } policy, ..] ? Names.DrawStream(policy.Session) : "",
            Demands(),
            $"{archive.Drawn.Count} closed ones"
        );
    }

    /// <inheritdoc/>
    public string Problem { get; }

    /// <inheritdoc/>
    public StreamEvidence? Stream { get; }

    internal DrawArchive? Archive { get; }

    internal TrustFile? Trust { get; }

    internal IReadOnlyList<DrawEvent> Public { get; } = [];

    internal IReadOnlyList<DrawEvent> Closed { get; } = [];

    internal IReadOnlyList<DrawEvent> Named { get; } = [];

    internal DrawRequested? Requested { get; }

    internal LockPolicy?[] Policies { get; } = [];

    /// <summary>
    /// The closed stream by draws: each value with what was told since. What was ordered again counts no more, and is
    /// checked all the same.
    /// </summary>
    internal IReadOnlyList<DrawRound> Rounds { get; } = [];

    /// <summary>Every draw that was made, in order.</summary>
    internal IReadOnlyList<DrawCase> Draws { get; } = [];

    /// <summary>What was drawn last, or null where the draw ended before.</summary>
    internal DrawTranscript? Transcript => Draws is [.., var last] ? last.Transcript : null;

    /// <summary>The last draw, or what was asked for where nothing was drawn.</summary>
    internal DrawCase? Draw { get; }

    /// <summary>Whether the committee is complete: disclosed, and not because it failed.</summary>
    internal bool IsSettled => Public.Any(e => e is DrawDisclosed) && !Public.Any(e => e is DrawFailed);

    /// <summary>Whom the opening named since the last draw; null where it named nobody.</summary>
    internal BiddersNamed? BiddersOfLast() =>
        Public.Reverse().TakeWhile(e => e is not CommitteeDrawn).OfType<BiddersNamed>().SingleOrDefault();

    /// <summary>Whom the buyer sent; null where nothing was drawn.</summary>
    internal PersonCase? People =>
        Policy is { Roles.Gate: { } gate } policy && Draw?.Request is { } request && Transcript is { } transcript
            ? new(
                Suite.Find(policy.Suite)!,
                policy.Session,
                transcript.Root,
                gate,
                PersonSeat.Of(request),
                Public,
                Closed,
                Named,
                Archive!.Stream.Kind
            )
            : null;

    internal LockPolicy? Policy => Policies is [{ } first, ..] ? first : null;

    /// <summary>Reads a file; what it is no archive of says the first check.</summary>
    public static DrawArchiveCase Read(ReadOnlySpan<byte> file, TrustFile? trust) =>
        DrawArchive.TryRead(file, out var archive, out var problem) ? new(archive, trust) : new(problem);

    internal static DrawEvent[] ReadAll(IReadOnlyList<byte[]> events, ref string? problem)
    {
        var read = new List<DrawEvent>();
        foreach (var bytes in events)
            try
            {
                read.Add(DrawCodec.Table.Decode(bytes));
            }
            catch (CorruptEventException corrupt)
            {
                problem ??= $"closed event {read.Count}: {corrupt.Message}";
                break;
            }
        return [.. read];
    }

    private List<HeadDemand> Demands()
    {
        var demands = new List<HeadDemand>();
        foreach (var policy in Policies.OfType<LockPolicy>())
        {
            var height = Public
                .Select((e, h) => (e, h))
                .Where(p => p.e is DrawLockCertified c && c.Lot == policy.Lot)
                .Select(p => (long?)p.h + 1)
                .FirstOrDefault();
            demands.Add(new HeadDemand($"lock {policy.Lot}", policy.HeadKeys(), height));
        }
        return demands;
    }

    private List<DrawRound> RoundsOf()
    {
        var rounds = new List<DrawRound>();
        // Whom hashes name are of no draw: they come when they come.
        foreach (var happened in Closed.Where(e => e is not PersonTold))
            if (happened is BeaconCombined beacon)
                rounds.Add(new DrawRound(beacon, []));
            else if (rounds.Count > 0)
                rounds[^1].After.Add(happened);
        return rounds;
    }

    private DrawTranscript? TranscriptOf(DrawRound round)
    {
        var beacon = round.Beacon;
        if (
            Requested is not { } requested
            || Public.OfType<PoolCommitted>().LastOrDefault() is not { } committed
            || Public.OfType<CommitteeDrawn>().FirstOrDefault(e => e.K == beacon.K) is not { } drawn
        )
            return null;
        return new DrawTranscript
        {
            Request = requested.Request,
            Policies = requested.Policies,
            Certificates =
            [
                .. DrawLots.All.Select(lot =>
                    Public.OfType<DrawLockCertified>().LastOrDefault(e => e.Lot == lot)?.Certificate ?? []
                ),
            ],
            Reduction = ReductionOf(),
            Head = committed.Head,
            Positions = LeavesOf(committed.Root, CommittedPosition.Bytes),
            Root = committed.Root,
            Again =
            [
                .. Public.OfType<AnotherDrawOrdered>().Take(beacon.K).Select(e => new DrawAgain(e.Reason, e.Signature)),
            ],
            Answers = beacon.Answers,
            Value = beacon.Value,
            Steps = round.Steps,
            Dropped = round.Dropped,
            ResultSalt = beacon.Salt,
            ResultHash = drawn.ResultHash,
            Shown =
            [
                .. (ReferenceEquals(round, Rounds[^1]) ? Named : [])
                    .OfType<SeatUnsealed>()
                    .Select(e => new ShownName(e.Position, new NameRecord(e.Salt, e.Rest, e.Number, e.Name, e.Id))),
            ],
        };
    }

    private ReductionTranscript? ReductionOf() =>
        Public.OfType<PoolReduced>().LastOrDefault() is { } reduced
            ? new ReductionTranscript(
                reduced.Head,
                [
                    .. LeavesOf(reduced.Root, ReductionRow.Bytes)
                        .Select(bytes => ReductionRow.TryParse(bytes, out var row) ? row : new ReductionRow([], 0)),
                ],
                reduced.Root,
                Public.OfType<ReductionDrawn>().LastOrDefault()?.Answers ?? []
            )
            : null;

    private byte[][] LeavesOf(byte[] root, int size) =>
        Archive!.Rows.TryGetValue(Convert.ToHexStringLower(root), out var rows) && rows.Length >= CommitmentHead.Bytes
            ? [.. rows[CommitmentHead.Bytes..].Chunk(size)]
            : [];

    private static DrawTranscript Nothing(DrawRequested requested) =>
        new()
        {
            Request = requested.Request,
            Policies = requested.Policies,
            Certificates = [],
            Head = [],
            Positions = [],
            Root = [],
            Again = [],
            Answers = [],
            Value = [],
            Steps = [],
            Dropped = [],
            ResultSalt = [],
            ResultHash = [],
            Shown = [],
        };
}
