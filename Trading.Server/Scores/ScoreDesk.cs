using System.Text;
using Trading.Scoring;
using Figure = Trading.Scoring.Figure;
using Outcome = Trading.Scoring.Outcome;

namespace Trading.Server.Scores;

/// <summary>
/// Counts a file and forgets it. A few at once, so that nothing else of the server waits for somebody's formula.
/// </summary>
internal sealed class ScoreDesk : IDisposable
{
    private readonly SemaphoreSlim places = new(ScoreLimits.AtOnce);
    private readonly SemaphoreSlim answers = new(ScoreLimits.AnswersAtOnce);

    /// <summary>
    /// The right to one answer, kept until its last byte is sent; null where too many are on their way already.
    /// </summary>
    public IDisposable? Take() => answers.Wait(0) ? new Leave(answers) : null;

    /// <summary>The answer, or what is above a limit; both null where too many are counted already.</summary>
    public async Task<(ScoreAnswer? Answer, string? Excess)> CountAsync(ScoreRequest request, CancellationToken left)
    {
        if (!await places.WaitAsync(ScoreLimits.LongestWait, left))
            return (null, null);
        try
        {
            return await Task.Run(() => Count(request, left), left);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        places.Dispose();
        answers.Dispose();
    }

    private static (ScoreAnswer?, string?) Count(ScoreRequest request, CancellationToken left)
    {
        if (ScoreLimits.Excess(request.Tender, request.Language) is { } tooLong)
            return (null, tooLong);
        var words = new ShownWords(request.Language == ScoreLanguage.Zh);
        var (read, fault) = Scorer.Read(Encoding.UTF8.GetBytes(request.Tender));
        if (read is not { } filed)
            return (new ScoreAnswer(words.Of(fault!)), null);
        if (ScoreLimits.Excess(filed, request.Language) is { } tooMuch)
            return (null, tooMuch);
        // Terms whose K is drawn at the opening cannot be scored before; what can be said of them is said at filing.
        if (filed is { Bids.Count: 0, Parameters: { K: null, DrawnFrom: { } drawn } })
            return (
                Scorer.CheckFiling(Encoding.UTF8.GetBytes(request.Tender)) is { } unsound
                    ? new ScoreAnswer(words.Of(unsound))
                    : new ScoreAnswer(null, Filing: new FilingAnswer([.. drawn.Select(Figure.Of)])),
                null
            );
        var bid = request.Vary?.Bid is { } at && at >= 0 && at < filed.Bids.Count ? at : (int?)null;
        var tender = filed;
        if (bid is { } index && request.Vary!.Price is { } price && PriceSweep.CanVary(filed, index))
        {
            if (PriceSweep.Check(filed, index, price) is { } wrong)
                return (new ScoreAnswer(words.Of(wrong)), null);
            tender = PriceSweep.At(filed, index, price);
        }
        var result = Scorer.Score(tender);
        if (result.Outcome is not { } outcome)
            return (new ScoreAnswer(words.Of(result.Fault!)), null);
        left.ThrowIfCancellationRequested();
        return (Answer(outcome, Counted.Of(result), words) with { Varied = Vary(filed, bid, left) }, null);
    }

    private static ScoreAnswer Answer(Outcome outcome, Counted counted, ShownWords words) =>
        new(
            null,
            ScoreJson.Rows(counted),
            ScoreJson.WithReasons(counted),
            ScoreJson.Explained(outcome, counted),
            words.Of(outcome)
        );

    private static VariedAnswer? Vary(Tender tender, int? bid, CancellationToken left)
    {
        if (bid is not { } index || !PriceSweep.CanVary(tender, index))
            return null;
        if (ScoreLimits.RunsOf(tender) is var runs && runs == 0)
            return new VariedAnswer(index, [], []);
        using var late = new CancellationTokenSource(ScoreLimits.LongestSweep);
        var sweep = new PriceSweep(tender, index);
        // A curve that stops somewhere would look like one that ends there: all of it, or none.
        if (All(sweep.Points(ScoreLimits.StepsOf(tender)), left, late.Token) is not { } points)
            return new VariedAnswer(index, [], []);
        if (All(sweep.Changes(points, int.Max(0, runs - points.Count)), left, late.Token) is not { } changes)
            return new VariedAnswer(index, [], []);
        return new VariedAnswer(
            index,
            [.. points.Select(p => new VariedPoint(p.Price, p.Score?.ToDecimalText(4), p.Rank))],
            changes
        );
    }

    // Null when the time is over. Whoever is no longer there costs no more than the score that is just counted.
    private static List<T>? All<T>(IEnumerable<T> counted, CancellationToken left, CancellationToken late)
    {
        List<T> all = [];
        foreach (var one in counted)
        {
            left.ThrowIfCancellationRequested();
            if (late.IsCancellationRequested)
                return null;
            all.Add(one);
        }
        return all;
    }

    private sealed class Leave(SemaphoreSlim answers) : IDisposable
    {
        public void Dispose() => answers.Release();
    }
}
