using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Seatings;

namespace Trading.Evaluation.Audits;

/// <summary>V67–V73: beacon, seats, names. Source: docs/spec/draw.md, "Checks".</summary>
internal static class SeatingChecks
{
    public static Finding Again(DrawCase c)
    {
        if (c.Transcript.Again.Count == 0)
            return Finding.Pass("drawn once");
        if (c.Request is not { } request || c.Policies is not [{ } policy, ..])
            return Finding.Nothing("request or policy cannot be read");
        if (policy.Roles.Supervisor is not { } supervisor)
            return Finding.Fail("the policy names no supervisor");
        var suite = Suite.Find(request.Suite)!;
        for (var i = 0; i < c.Transcript.Again.Count; i++)
        {
            var (reason, signature) = c.Transcript.Again[i];
            if (!Letters.Fits(reason, 1, DrawAgain.ReasonLetters))
                return Finding.Fail($"draw {i + 1} has no reason");
            var statement = DrawAgain.Statement(request.Draw, c.Transcript.Root, (uint)i + 1, reason);
            if (!SigningKey.Verify(suite, supervisor, Tags.DrawAgain, statement, signature))
                return Finding.Fail($"the order for draw {i + 1} is not signed by the supervisor");
        }
        return Finding.Pass($"drawn {c.Transcript.Again.Count + 1} times");
    }

    public static Finding Answers(DrawCase c)
    {
        if (c.Request is not { } request || c.DrawLock is not { } draw)
            return Finding.Nothing("request or lock cannot be read");
        if (DrawCase.Read(draw.Suite, c.Transcript.Answers) is not { } answers)
            return Finding.Fail("an answer cannot be read");
        var (_, opening) = DrawBeacon.Of(draw, request.Draw, c.Transcript.Root, c.K);
        var wrong = Array.Find(answers, a => opening.Check(a) != PartialFault.None);
        if (wrong is not null)
            return Finding.Fail($"trustee {wrong.Trustee}: {opening.Check(wrong)}");
        var different = answers.DistinctBy(a => a.Trustee).Count();
        return Finding.Of(
            different < answers.Length ? "a trustee answered twice"
                : different < draw.Threshold ? $"{different} answers, {draw.Threshold} are needed"
                : null,
            $"{different} of {draw.Count} trustees"
        );
    }

    public static Finding Value(DrawCase c)
    {
        if (c.Request is not { } request || c.DrawLock is not { } draw)
            return Finding.Nothing("request or lock cannot be read");
        if (DrawCase.Read(draw.Suite, c.Transcript.Answers) is not { } answers)
            return Finding.Nothing("an answer cannot be read");
        var (value, _) = DrawBeacon.ValueOf(draw, request.Draw, c.Transcript.Root, c.K, answers);
        if (value is null)
            return Finding.Nothing("too few answers hold");
        return Finding.Of(
            value.AsSpan().SequenceEqual(c.Transcript.Value) ? null : "the answers give another value",
            Convert.ToHexStringLower(value)
        );
    }

    public static Finding First(DrawCase c)
    {
        if (c.Replayed() is not { } replayed)
            return Finding.Nothing("request, positions or value cannot be read");
        var (expected, found) = (FirstOf(replayed.Steps), FirstOf(c.Transcript.Steps));
        return Finding.Of(
            expected.SequenceEqual(found) ? null : "the value seats others",
            $"{found.Count} of {c.Request!.DrawnSeats} seats"
        );
    }

    public static Finding Later(DrawCase c)
    {
        if (c.Replayed() is not { } replayed)
            return Finding.Nothing("request, positions or value cannot be read");
        var (expected, found) = (LaterOf(replayed.Steps), LaterOf(c.Transcript.Steps));
        return c.Transcript.Dropped.Count == 0 && found.Count == 0
            ? Finding.Pass("nobody dropped out")
            : Finding.Of(
                expected.SequenceEqual(found) ? null : "another position comes next",
                $"{c.Transcript.Dropped.Count} dropped out, {found.Count} came instead"
            );
    }

    public static Finding Result(DrawCase c)
    {
        if (c.Request is not { } request)
            return Finding.Nothing("the request cannot be read");
        var hash = DrawResult.Hash(
            Suite.Find(request.Suite)!,
            c.Transcript.ResultSalt,
            c.Transcript.Value,
            c.Transcript.Steps
        );
        return Finding.Of(
            hash.AsSpan().SequenceEqual(c.Transcript.ResultHash) ? null : "another result was published",
            Convert.ToHexStringLower(hash)
        );
    }

    public static Finding Names(DrawCase c)
    {
        if (c.Transcript.Shown.Count == 0)
            return Finding.Nothing("no name was opened");
        if (c.Request is not { } request)
            return Finding.Nothing("the request cannot be read");
        if (c.Transcript.Shown.Select(s => s.Position).Distinct().Count() < c.Transcript.Shown.Count)
            return Finding.Fail("a position was opened twice");
        var suite = Suite.Find(request.Suite)!;
        foreach (var (position, record) in c.Transcript.Shown)
            if (NameProblem(c, suite, position, record) is { } problem)
                return Finding.Fail($"position {position}: {problem}");
        return Finding.Pass($"{c.Transcript.Shown.Count} names");
    }

    private static string? NameProblem(DrawCase c, Suite suite, int position, NameRecord record)
    {
        if (!c.Transcript.Steps.Any(s => s.Position == position))
            return "it had no seat";
        if (position < 0 || position >= c.Positions.Length || c.Positions[position] is not { } committed)
            return "it cannot be read";
        return RowHash
            .Of(suite, record.Salt, record.Rest, record.Number, record.Name, record.Id)
            .AsSpan()
            .SequenceEqual(committed.RowHash)
            ? null
            : "somebody else was committed to";
    }

    private static List<SeatingStep> FirstOf(IEnumerable<SeatingStep> steps) =>
        [.. steps.Where(s => s.InsteadOf == SeatingStep.First)];

    private static List<SeatingStep> LaterOf(IEnumerable<SeatingStep> steps) =>
        [.. steps.Where(s => s.InsteadOf != SeatingStep.First)];
}
