using System.Collections.Concurrent;
using System.Collections.Immutable;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Locks.Sources;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>
/// The three locks of each draw: what trustees are asked follows from the draw, the heads of its stream, the answers
/// that are here, and the hour. As long as none of them moved the same answer is given.
/// </summary>
public sealed class DrawLockSource(
    DrawDesks desks,
    DrawEvidence evidence,
    PointAnswers answers,
    HeadStore heads,
    Clock clock
) : ILockSource
{
    private readonly ConcurrentDictionary<string, Told> told = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<string>> FindAllAsync() => desks.AllAsync();

    public async ValueTask<LockOwner?> FindAsync(string id)
    {
        if (await desks.FindAsync(id) is not { } state)
            return null;
        var questions = DrawQuestions.Of(state, clock.Now);
        var marks = MarksOf(state, questions);
        var before = told.GetValueOrDefault(id);
        if (before is not null && ReferenceEquals(before.State, state) && before.Marks == marks)
            return before.Owner;
        var proof =
            questions.Count == 0 ? null : await evidence.FindAsync(state.Facts, DrawQuestions.EvidenceOf(state));
        var stages = state.Facts.Policies.Select(policy => StageOf(state, policy, questions, proof)).ToList();
        var stream = Names.DrawStream(id);
        long? end = IsEnded(state) ? (await desks.Of(id).ReadWithHeadAsync(stream)).Head : null;
        var host = Convert.ToHexString(state.Facts.Policy.Roles.Host!);
        var owner = new LockOwner(stream, host, stages, end);
        told[id] = new Told(state, marks, owner);
        return owner;
    }

    private LockStage StageOf(
        Draw.Published state,
        LockPolicy policy,
        IReadOnlyList<DrawQuestion> questions,
        (SignedHead Head, Trading.Locks.Trustee.PointEvidence Event)? proof
    )
    {
        var locks = LocksOf(state);
        if (state is Draw.Over)
            return new LockStage.Over(policy, locks.ContainsKey(policy.Lot));
        if (!locks.TryGetValue(policy.Lot, out var held))
            return new LockStage.Making(policy);
        var asked = proof is not var (head, happened)
            ? []
            : questions
                .Where(q => q.Lot == policy.Lot)
                .Select(q => new PointQuestion(
                    q.Subject,
                    head.Note,
                    LinesOf(policy, head),
                    [happened],
                    q.Attachments,
                    answers.Of(state.Facts.Id, policy.Lot, q.Subject).Keys.ToImmutableHashSet()
                ))
                .ToList();
        return new LockStage.Standing(policy, held.CertifiedAt, held.Bytes, asked);
    }

    private static SortedDictionary<int, string> LinesOf(LockPolicy policy, SignedHead head)
    {
        var lines = new SortedDictionary<int, string>();
        for (var i = 1; i <= policy.Trustees.Count; i++)
            if (head.Cosignatures.FirstOrDefault(line => Cosigning.IsCosigned(head, policy, i, line)) is { } line)
                lines[i] = line;
        return lines;
    }

    private static ImmutableSortedDictionary<string, DrawLock> LocksOf(Draw.Published state) =>
        state switch
        {
            Draw.Locking s => s.Locks,
            Draw.Locked s => s.Locks,
            Draw.Over s => LocksOf(s.Last),
            _ => ImmutableSortedDictionary<string, DrawLock>.Empty,
        };

    private static bool IsEnded(Draw.Published state) =>
        state is Draw.Over s && (s.IsDisclosed || s.Last is not Draw.Drawn);

    // Of heads only those matter that hold the evidence; how many lines the newest have tells whether they moved.
    private string MarksOf(Draw.Published state, IReadOnlyList<DrawQuestion> questions)
    {
        if (questions.Count == 0)
            return "";
        var lines = heads
            .RecentHeads(Names.DrawStream(state.Facts.Id), 8)
            .Select(h => $"{h.Size}:{h.Cosignatures.Count}");
        var answered = questions.Select(q =>
            $"{q.Lot}{string.Concat(answers.Of(state.Facts.Id, q.Lot, q.Subject).Keys.Order().Select(k => $"+{k}"))}"
        );
        return string.Join(' ', lines.Concat(answered));
    }

    private sealed record Told(Draw State, string Marks, LockOwner Owner);
}
