using Trading.Evaluation.Draws;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Server.People;

namespace Trading.Server.Draws;

/// <summary>
/// What custodian, gateway and gate have to do now, from the state of the draws that name their keys. There are no
/// marks of what was fetched: a task goes when what it asks for stands in the stream.
/// </summary>
public sealed class DrawTasksDesk(OpenDraws open, PointAnswers answers, Attendance attendance, Clock clock)
{
    /// <summary>The most tasks of one answer: an office comes again.</summary>
    public const int MostTasks = 64;

    /// <summary>
    /// The tasks of an office, the nearest room first: draws of another month never keep today's from their door.
    /// </summary>
    public async Task<DrawTasks> OfAsync(Caller office)
    {
        var tasks = new List<DrawTask>();
        foreach (var state in (await open.AllAsync()).OrderBy(RoomAt))
        {
            tasks.AddRange(await OfDrawAsync(state, office.Key));
            if (tasks.Count >= MostTasks)
                break;
        }
        return new DrawTasks([.. tasks.Take(MostTasks)]);
    }

    private static long RoomAt(Draw state) =>
        state switch
        {
            Draw.Published s => s.Facts.Request.RoomAt,
            Draw.Imported s => s.Facts.Import.Request.RoomAt,
            _ => long.MaxValue,
        };

    private async Task<IEnumerable<DrawTask>> OfDrawAsync(Draw? state, byte[] key) =>
        state switch
        {
            Draw.Imported s when Is(s.Facts.Import.Gate, key) =>
            [
                new DrawTask(
                    s.Facts.Id,
                    "receive",
                    DrawRequestCodec.ToBytes(s.Facts.Import.Request),
                    [],
                    [],
                    GateSalt: s.Facts.GateSalt,
                    Signature: s.Facts.HostSignature,
                    Import: s.Facts.Bytes,
                    SupervisorSignature: s.Facts.SupervisorSignature,
                    Attended: await attendance.OfAsync(s.Facts.Import.Request)
                ),
            ],
            Draw.Over { Failure: null, Last: Draw.Drawn s } when Is(s.Facts.Policy.Roles.Gate, key) =>
            [
                await AdmitAsync(s),
            ],
            Draw.Over { Last: Draw.Committed s } o when Is(s.Facts.Policy.Roles.Gateway, key) => OffOf(
                s,
                hasEnded: o.Failure is not null
            ),
            Draw.Drawn s when Is(s.Facts.Policy.Roles.Gate, key) =>
            [
                await AdmitAsync(s) with
                {
                    Waits = s.IsAllHere && !s.IsCompared,
                },
                .. OfGate(s),
            ],
            Draw.Locked s => TasksOf(s, key),
            _ => [],
        };

    private async Task<DrawTask> AdmitAsync(Draw.Drawn state)
    {
        var attended = await attendance.OfAsync(state.Facts.Request);
        return Published(state, "admit") with
        {
            Root = state.Commitment.Root,
            K = state.K,
            Attended = attended,
            Unseated = state.Unseated,
        };
    }

    private IEnumerable<DrawTask> TasksOf(Draw.Locked state, byte[] key)
    {
        var roles = state.Facts.Policy.Roles;
        return Is(roles.Custodian, key) ? OfCustodian(state)
            : !Is(roles.Gateway, key) || state is not Draw.Committed committed ? []
            : [.. committed is Draw.Drawn drawn ? OfGateway(drawn) : [], .. OffOf(committed, hasEnded: false)];
    }

    // Whom the gateway told of a seat that is theirs no more: by what, it is not told.
    private IEnumerable<DrawTask> OffOf(Draw.Committed state, bool hasEnded)
    {
        var off = state is Draw.Drawn drawn ? drawn.CalledOff : [];
        if (off.Count == 0 && state.K == 0 && !hasEnded || clock.Now >= DrawDue.LastArrivalAt(state.Facts.Request))
            yield break;
        yield return new DrawTask(state.Facts.Id, "called-off", state.Facts.RequestBytes, [], [])
        {
            Root = state.Commitment.Root,
            K = state.K,
            Positions = off,
            HasEnded = hasEnded,
        };
    }

    private static bool Is(byte[]? role, byte[] key) => role is not null && role.AsSpan().SequenceEqual(key);

    private static IEnumerable<DrawTask> OfCustodian(Draw.Locked state)
    {
        var task = Published(state, "commit");
        if (state is not Draw.Committed && state.Reduction is { Value: not null } reduction)
            yield return task with
            {
                Reduction = new ReductionAnswer(reduction.Root, reduction.Answers),
            };
        else if (state is not Draw.Committed && state.Reduction is null)
            yield return task;
        if (state is Draw.Drawn { HasConflicts: false, Units: { Count: > 0 } units } drawn)
            yield return Of(drawn, "conflicts") with
            {
                Units = units,
            };
    }

    private IEnumerable<DrawTask> OfGateway(Draw.Drawn state)
    {
        foreach (var position in state.Seated.Where(p => !state.Told.ContainsKey(p)))
            if (SharesOf(state, DrawLots.Contact, DrawSubject.Contact(position)) is { } shares)
                yield return Of(state, "notify") with
                {
                    Position = position,
                    Shares = shares,
                };
    }

    private IEnumerable<DrawTask> OfGate(Draw.Drawn state)
    {
        if (
            state.Door is { } door
            && !state.Unsealed.Contains(door.Position)
            && state.Sits(door.Position)
            && SharesOf(state, DrawLots.Names, DrawSubject.Name(door.Position)) is { } shares
        )
            yield return Of(state, "unseal") with
            {
                Position = door.Position,
                Shares = shares,
            };
    }

    private List<ShareAnswer>? SharesOf(Draw.Drawn state, string lot, DrawSubject subject)
    {
        var held = answers.Of(state.Facts.Id, lot, subject.ToBytes());
        return held.Count < state.Facts.Policy.Threshold
            ? null
            : [.. held.Select(a => new ShareAnswer(a.Key, a.Value))];
    }

    // With everything that the host signed.
    private static DrawTask Published(Draw.Locked state, string kind) =>
        Plain(state, kind) with
        {
            Salt = state.Facts.Salt,
            GateSalt = state.Facts.GateSalt,
            Signature = state.Facts.Signature,
        };

    private static DrawTask Of(Draw.Drawn state, string kind) =>
        Plain(state, kind) with
        {
            Root = state.Commitment.Root,
            K = state.K,
        };

    private static DrawTask Plain(Draw.Locked state, string kind) =>
        new(
            state.Facts.Id,
            kind,
            state.Facts.RequestBytes,
            state.Facts.PolicyBytes,
            [.. DrawLots.All.Select(lot => state.Locks[lot].Bytes)]
        );
}
