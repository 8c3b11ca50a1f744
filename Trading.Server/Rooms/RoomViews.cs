using System.Collections.Concurrent;
using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Server.People;

namespace Trading.Server.Rooms;

/// <summary>
/// What bidder, host and supervisor are told of a room beside the streams. Source: docs/spec/http.md, "Rooms".
/// </summary>
public sealed class RoomViews(RoomDesks desks, RoomQuestions questions, RoomCounts counts, RoomLog log)
{
    private readonly ConcurrentDictionary<string, (Room.Concluded State, IReadOnlyList<RoomLine> Lines)> lines = new(
        StringComparer.Ordinal
    );

    /// <summary>The own bid, to whoever holds one of its keys; of several the one that is asked for.</summary>
    public async Task<IResult> OwnAsync(string room, string? bid, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        var own = state.Facts.Start.Bids.FirstOrDefault(b =>
            (bid is null || b.Id == bid) && b.Keys.Any(key => RoomStates.IsKey(key, caller.Key))
        );
        if (own is null)
            return Problems.NotAllowed;
        var asked = await questions.OfAsync(room, own.Id);
        return TypedResults.Ok(
            new OwnBid(
                own.Id,
                [.. asked.Select(q => QuestionOf(state, q.Asked, q.Text, q.Answer))],
                RejectionOf(state, own.Id),
                state is Room.Concluded over ? LineOf(over, own.Id) : null
            )
        );
    }

    /// <summary>What the clerk needs, for the host.</summary>
    public async Task<IResult> DeskAsync(string room, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        if (!RoomStates.IsKey(state.Facts.Start.Host, caller.Key))
            return Problems.NotAllowed;
        var last = state.Last();
        var (work, summing, reporting) = (last.Work, last as Room.Summing, last as Room.Reporting);
        string[] toQualify =
            state is Room.Reviewing { Items: ItemStage.Qualification }
            && state.Facts.Pack.QualifiedBy == QualifiedBy.Host
            && state.Facts.Start.ItemsOf(ItemStage.Qualification).Any()
                ? [.. state.Facts.Start.Bids.Select(b => b.Id).Where(id => !work.Qualified.ContainsKey(id))]
                : [];
        return TypedResults.Ok(
            new RoomDesk(
                state.Phase(),
                last.Stage,
                work.EndsAt,
                work.Revision,
                last.Committee.Leader,
                [.. state.Facts.Start.Seats.Select((seat, i) => SeatOf(last, seat, i + 1))],
                toQualify,
                [
                    .. work.Rejections.Select(r => new DeskRejection(
                        r.Key,
                        r.Value.Ground,
                        r.Value.Rule,
                        r.Value.Item,
                        r.Value.Reason,
                        r.Value.IsLate
                    )),
                ],
                [
                    .. work.Questions.Select(q => new DeskQuestion(
                        q.Key,
                        q.Value.Bid,
                        q.Value.Kind,
                        q.Value.AnswerBy,
                        q.Value.State
                    )),
                ],
                summing?.Blocked is not null ? DeskCount.Blocked
                    : summing?.Count is not null || reporting is not null ? DeskCount.Agreed
                    : DeskCount.None,
                summing?.Blocked is { } block ? new DeskBlock(block.Code, block.Where, block.Rule) : null,
                await log.ReportHashAsync(state),
                reporting is null
                    ? null
                    : new DeskDraft(
                        reporting.Draft.Hash,
                        reporting.Draft.SignBy,
                        reporting.Opinions.Values.Count(agrees => agrees),
                        reporting.Opinions.Values.Count(agrees => !agrees)
                    ),
                [
                    .. toQualify.Length > 0 ? (string[])["Qualify"] : [],
                    .. state is Room.Summing { Count: not null, Motion: null } ? (string[])["Draft"] : [],
                    .. state is Room.Concluded { Seal: null } ? (string[])["Seal"] : [],
                ],
                state is Room.Sitting { MayNameLeader: true }
            )
        );
    }

    /// <summary>Warnings about disclosed sheets, for the supervisor alone.</summary>
    public async Task<IResult> WarningsAsync(string room, Caller caller)
    {
        if (await desks.FindAsync(room) is not { } state)
            return Problems.NotFound("room");
        if (!RoomStates.IsKey(state.Facts.Start.Supervisor, caller.Key))
            return Problems.NotAllowed;
        var found = SheetWarnings.Of(state);
        var at = found.Count == 0 ? 0 : (await counts.OfAsync(room)).ScoredAt;
        return TypedResults.Ok<IReadOnlyList<RoomWarning>>([
            .. found.Select(w => new RoomWarning(w.Kind, w.Seats, NullOf(w.Bid), NullOf(w.Criterion), at)),
        ]);
    }

    private static string? NullOf(string text) => text.Length == 0 ? null : text;

    private static DeskSeat SeatOf(Room.Sitting last, RoomSeat seat, int number)
    {
        var member = last.Committee.Members.GetValueOrDefault(number);
        var hasSigned = last is Room.Reporting reporting && reporting.Opinions.ContainsKey(number);
        return new DeskSeat(
            number,
            seat.Role,
            seat.Position,
            member is not null,
            member is { HasPledged: true },
            hasSigned
        );
    }

    private static OwnQuestion QuestionOf(Room.Started state, QuestionAsked asked, string text, OwnAnswer? answer)
    {
        var question = state.Last().Work.Questions.GetValueOrDefault(asked.Question);
        var stands = question?.State ?? QuestionState.Lapsed;
        if (stands == QuestionState.Accepted && !state.IsOver())
            stands = QuestionState.Answered;
        return new OwnQuestion(asked.Question, asked.Kind, text, question?.AnswerBy ?? asked.AnswerBy, stands, answer);
    }

    // Confidential while the evaluation goes on.
    private static OwnRejection? RejectionOf(Room.Started state, string bid) =>
        state.IsOver() && state.Last().Work.Rejections.GetValueOrDefault(bid) is { } no
            ? new OwnRejection(no.Ground, no.Rule, no.Reason)
            : null;

    private OwnLine? LineOf(Room.Concluded over, string bid)
    {
        var known = lines.AddOrUpdate(
            over.Facts.Id,
            _ => (over, RoomResults.LinesOf(over)),
            (_, before) => ReferenceEquals(before.State, over) ? before : (over, RoomResults.LinesOf(over))
        );
        return known.Lines.FirstOrDefault(line => line.Bid == bid) is { } own
            ? new OwnLine(own.Rank, own.Rounded, own.Price)
            : null;
    }
}
