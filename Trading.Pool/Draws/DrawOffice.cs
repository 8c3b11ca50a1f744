using System.Net;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Offices;
using Trading.Pool.Experts;
using Trading.Streams.Acts;

namespace Trading.Pool.Draws;

/// <summary>
/// The custodian at work: prepares a draw, keeps it, and says it; then the same bytes again for as long as they are
/// asked for. It keeps nothing in memory that it could not rebuild, so it may be killed at any point. Source:
/// docs/spec/draw.md, "The custodian's office".
/// </summary>
internal sealed class DrawOffice(
    OfficeClient platform,
    DrawStore store,
    ExpertReading reading,
    Clock clock,
    ILogger<DrawOffice> log
)
{
    /// <summary>Draws that are prepared within an hour: each is a question that the whole pool answers.</summary>
    public const int DrawsAnHour = 120;

    /// <summary>Units of one question about conflicts.</summary>
    public const int UnitsMost = 10_000;

    private const long SecondMicros = 1_000_000;
    private const long HourMicros = 3600 * SecondMicros;

    // What was said may be under way, and a commitment is more than a megabyte.
    private const long AgainMicros = 30 * SecondMicros;
    private readonly DrawSigner signer = new(platform.Self.SigningKey);
    private readonly Dictionary<(string Draw, string Kind), long> said = [];
    private readonly Dictionary<(string Draw, string Kind), DrawCause> refused = [];

    /// <summary>Serves one task; a kind that only another version knows is left to it.</summary>
    public Task ServeAsync(OfficeTask task, CancellationToken stop) =>
        task.Kind switch
        {
            DrawTasks.Commit => CommitAsync(task, stop),
            DrawTasks.Conflicts => ConflictsAsync(task, stop),
            _ => Task.CompletedTask,
        };

    private async Task CommitAsync(OfficeTask task, CancellationToken stop)
    {
        if (!Names.IsSession(task.Draw))
            return; // under no id could it be kept
        if (task.Read<CommitTask>() is not { } asked)
        {
            await RefuseAsync(task, DrawCause.Unreadable, null, stop);
            return;
        }
        var kept = store.Find(task.Draw);
        if (kept is null)
        {
            if (await PrepareAsync(task, asked, stop) is { } cause)
            {
                await RefuseAsync(task, cause, asked.Request, stop);
                return;
            }
        }
        else if (!kept.Request.AsSpan().SequenceEqual(asked.Request))
        {
            await RefuseAsync(task, DrawCause.OtherRequest, asked.Request, stop);
            return;
        }
        if (asked.Reduction is { } reduction && await ReduceAsync(task, asked, reduction, stop) is { } wrong)
        {
            await RefuseAsync(task, wrong, asked.Request, stop);
            return;
        }
        await SayAsync(task.Draw, stop);
    }

    // All of it is decided before anything is written, and written before anything is said.
    private async Task<DrawCause?> PrepareAsync(OfficeTask task, CommitTask asked, CancellationToken stop)
    {
        var (draw, cause) = PublishedDraw.Read(task.Draw, asked, platform.Self);
        if (draw is null)
            return cause;
        var now = clock.Now;
        if (now >= draw.Request.DrawAt)
            return DrawCause.TooLate;
        if (store.CountSince(now - HourMicros) >= DrawsAnHour)
            return DrawCause.TooMany;
        var request = draw.Request;
        var (pool, shortage, moment) = reading.OnDay(
            request.Day,
            (experts, absent, newest) =>
            {
                var (prepared, lacks) = Custodian.Prepare(request, draw.PersonSalt, experts, absent, Entropy.System);
                return (prepared, lacks, newest);
            }
        );
        var kept = new KeptDraw(
            request.Draw,
            now,
            draw.Platform,
            asked.Request,
            request.Hash(),
            moment,
            pool?.Rows.Count,
            pool?.Excluded,
            shortage
        );
        var first = pool is null ? signer.Shortage(kept, shortage!) : signer.First(draw, pool);
        await store.AddAsync(kept, pool, first, stop);
        log.LogInformation("draw {Draw}: {Kind}", kept.Draw, first.Kind);
        return null;
    }

    // The order of the rows that are kept is the beacon's: nothing is left to choose here.
    private async Task<DrawCause?> ReduceAsync(
        OfficeTask task,
        CommitTask asked,
        AnsweredReduction reduction,
        CancellationToken stop
    )
    {
        if (store.FindStatement(task.Draw, KeptStatement.Commitment) is not null)
            return null;
        if (store.FindStatement(task.Draw, KeptStatement.Reduction) is not { } said)
            return DrawCause.Answers;
        var (draw, cause) = PublishedDraw.Read(task.Draw, asked, platform.Self);
        if (draw is null)
            return cause;
        var suite = draw.Locks.Draw.Suite;
        var pool = store.Secrets(task.Draw, suite);
        // Other locks than those of the reduction give another root: then the answers are about something else.
        var root = DrawSigner.ReductionRoot(draw, pool);
        if (!root.AsSpan().SequenceEqual(reduction.Root) || !signer.HasSigned(draw, root, said.Signature))
            return DrawCause.Answers;
        var answers = reduction.Answers.Select(bytes =>
            PartialBatch.TryParse(suite, bytes, out var batch) ? batch : null
        );
        var (value, _) = DrawBeacon.ValueOf(draw.Locks.Draw, task.Draw, root, 0, answers.OfType<PartialBatch>());
        if (value is null)
            return DrawCause.Answers;
        var order = Beacon.Order(suite, value, pool.Rows.Count);
        var commitment = Custodian.Commit(draw.Request, draw.Locks, pool, (order, root), Entropy.System);
        await store.AddAsync(task.Draw, signer.Commitment(draw, commitment), stop);
        log.LogInformation("draw {Draw}: {Kind}", task.Draw, KeptStatement.Commitment);
        return null;
    }

    // The newest of what there is: a commitment says all that its reduction said.
    private async Task SayAsync(string draw, CancellationToken stop)
    {
        if (store.FindStatement(draw, KeptStatement.Shortage) is { } shortage)
        {
            var lacks = store.Find(draw)!.Shortage!;
            var told = new ShortageSaid(lacks.Group, lacks.Needed, lacks.Left, (int)lacks.Binding, shortage.Signature);
            await SayAsync(draw, shortage.Kind, () => platform.PostAsync(draw, "shortage", told, stop));
        }
        else
        {
            var rows = store.FindStatement(draw, KeptStatement.Commitment);
            rows ??= store.FindStatement(draw, KeptStatement.Reduction)!;
            byte[] body = [.. rows.Signature, .. rows.Body];
            await SayAsync(draw, rows.Kind, () => platform.PostBytesAsync(draw, "commitment", body, stop));
        }
    }

    private async Task ConflictsAsync(OfficeTask task, CancellationToken stop)
    {
        var kept = store.Find(task.Draw);
        if (
            kept is null
            || !DrawRequestCodec.TryParse(kept.Request, out var request)
            || clock.Now < request.DrawAt
            || store.FindStatement(task.Draw, KeptStatement.Commitment) is not { } commitment
            || task.Read<ConflictsTask>() is not { } asked
            || !AreUnits(asked.Units)
        )
            return; // it is asked again when it makes sense
        var suite = Suite.Find(request.Suite)!;
        var said = store.FindStatement(task.Draw, KeptStatement.Conflicts);
        if (said is null)
        {
            var secrets = store.Secrets(task.Draw, suite);
            said = signer.Conflicts(suite, task.Draw, commitment, secrets, asked.Units);
            await store.AddConflictsAsync(kept, said, asked.Units.Count, stop);
            log.LogInformation("draw {Draw}: {Kind}", task.Draw, said.Kind);
        }
        // One list of units for each draw: with one unit after the other somebody would learn where everybody works.
        else if (!IsAbout(said, suite, asked.Units))
        {
            Complain(task, DrawCause.OtherRequest);
            return;
        }
        var body = new StatementSaid(said.Body, said.Signature);
        await SayAsync(task.Draw, said.Kind, () => platform.PostAsync(task.Draw, "conflicts", body, stop));
    }

    private static bool AreUnits(IReadOnlyList<string> units) =>
        units.Count is >= 1 and <= UnitsMost
        && units.All(CreditCode.IsValid)
        && units.Zip(units.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);

    private static bool IsAbout(KeptStatement said, Suite suite, IReadOnlyList<string> units) =>
        ConflictStatement.TryParse(said.Body, out var statement)
        && statement.UnitsHash.AsSpan().SequenceEqual(ConflictStatement.HashOf(suite, units));

    // A platform that does not take it hears it again, but not every second.
    private async Task SayAsync(string draw, string kind, Func<Task> say)
    {
        var now = clock.Now;
        if (said.TryGetValue((draw, kind), out var last) && Math.Abs(now - last) < AgainMicros)
            return;
        said[(draw, kind)] = now;
        try
        {
            await say();
        }
        catch (Exception away) when (away is not PlatformException { MayPass: false })
        {
            said.Remove((draw, kind)); // it never arrived, or will be taken later
            throw;
        }
    }

    private async Task RefuseAsync(OfficeTask task, DrawCause cause, byte[]? request, CancellationToken stop)
    {
        if (!Complain(task, cause))
            return;
        var readable = request is not null && DrawRequestCodec.TryParse(request, out _) ? request : null;
        // Of a draw that stands here, another request is told in the log alone.
        if (store.Find(task.Draw) is null)
            await store.RefuseAsync(new RefusedDraw(task.Draw, clock.Now, cause, readable), stop);
    }

    // The same refusal again is no news; it comes every second while the task is there.
    private bool Complain(OfficeTask task, DrawCause cause)
    {
        var key = (task.Draw, task.Kind);
        if (refused.TryGetValue(key, out var last) && last == cause)
            return false;
        refused[key] = cause;
        log.LogWarning("{Task} {Draw}: {Cause}", task.Kind, task.Draw, cause);
        return true;
    }

    private sealed record ShortageSaid(int Group, int Needed, int Left, int Binding, byte[] Signature);

    private sealed record StatementSaid(byte[] Statement, byte[] Signature);
}
