using Trading.Rooms.Counts;
using Trading.Rooms.Papers;

namespace Trading.Rooms.Rooms;

/// <summary>
/// Scores of criteria that the terms mask: given first, by labels that say nothing, for every opened bid. Source:
/// docs/spec/room.md, "Masked scoring".
/// </summary>
internal static class MaskSteps
{
    /// <summary>Whether the terms mask a criterion.</summary>
    public static bool IsMasked(Tender terms, string criterion) => terms.Masked?.Criteria.Contains(criterion) ?? false;

    /// <summary>The terms with the criteria alone that are scored openly.</summary>
    public static Tender Open(Tender terms) =>
        terms with
        {
            Criteria = [.. terms.Criteria.Where(c => !IsMasked(terms, c.Id))],
        };

    /// <summary>The stage behind a leader: masked scoring where the terms ask for it and a sheet is missing.</summary>
    public static RoomStage Next(Room.Sitting state) =>
        Files.Terms(state.Facts).Masked is not null && state.Work.Masked.Count < state.Facts.Seats
            ? RoomStage.Masking
            : RoomStage.Qualifying;

    /// <summary>The id of a bid while it is masked: the first half of a hash that needs the secret.</summary>
    public static string Masked(Suite suite, byte[] salt, string bid) =>
        Convert.ToHexStringLower(Tags.Hash(suite, Tags.RoomMasked, salt, WireText.Utf8.GetBytes(bid)))[
            ..Names.IdDigits
        ];

    /// <summary>A label by its place from 1: A to Z, then AA, AB, ….</summary>
    public static string Label(int place)
    {
        var text = "";
        for (var left = place; left > 0; left = (left - 1) / 26)
            text = (char)('A' + (left - 1) % 26) + text;
        return text;
    }

    /// <summary>What is published of the secret before the first sheet.</summary>
    public static byte[] Commitment(Suite suite, byte[] salt) => Tags.Hash(suite, Tags.RoomLabels, salt);

    public static Decision<RoomEvent> Draw(Room.Sitting state, DrawLabels c)
    {
        if (state is not Room.Masking s)
            return RoomNo.WrongPhase(state);
        if (!s.Work.Labels.IsEmpty)
            return Decision<RoomEvent>.Nothing;
        if (c.Salt.Length != Suite.HashBytes || c.Found.Keys.Any(bid => s.Facts.Start.Find(bid) is null))
            return RoomNo.Malformed("A salt has 32 bytes, and what was found is of a bid.");
        var labels = LabelsOf(s.Facts, c.Salt, c.Found);
        return Decision<RoomEvent>.Accept([
            new LabelsDrawn(c.Now, c.Salt, labels),
            new LabelsCommitted(c.Now, Commitment(s.Facts.Suite, c.Salt)),
            .. labels
                .Select((label, i) => new IdentityFound(c.Now, i + 1, label.Found))
                .Where(found => found.Kinds.Count > 0),
        ]);
    }

    public static Room Drawn(Room.Masking state, LabelsDrawn e)
    {
        var own = LabelsOf(
            state.Facts,
            e.Salt,
            e.Labels.ToDictionary(l => l.Bid, l => l.Found, StringComparer.Ordinal)
        );
        if (!own.Select(l => (l.Masked, l.Bid)).SequenceEqual(e.Labels.Select(l => (l.Masked, l.Bid))))
            throw new CorruptEventException(nameof(LabelsDrawn), "the labels do not follow from the secret");
        return state with
        {
            Work = state.Work.WithPaper(RoomStage.Masking) with { Labels = [.. e.Labels], Salt = e.Salt },
        };
    }

    public static Decision<RoomEvent> Submit(Room.Masking state, SubmitSheet c)
    {
        if (!SheetPaper.TryParse(c.Paper.Statement, out var paper) || paper.Room != state.Facts.Id)
            return RoomNo.Malformed("The sheet cannot be read, or is of another room.");
        if (Signers.OfSeat(state, paper.Seat, c.Paper, Tags.RoomSheet, c.Now) is { } unsigned)
            return unsigned;
        var (rules, commitment) = (state.Facts.Pack.Rules, c.Paper.Commitment(state.Facts.Suite));
        if (state.Work.Masked.TryGetValue(paper.Seat, out var held))
            return RoomDecider.Same(held.Commitment, commitment)
                ? Decision<RoomEvent>.Nothing
                : RoomNo.Conflict(rules.Blind, "The member has handed in a masked sheet.");
        if (state.Work.Labels.IsEmpty)
            return RoomNo.TooEarly(rules.Blind, "The documents are looked through first.", "wait-for-labels");
        if (c.Now > state.Work.EndsAt)
            return RoomNo.TooLate(rules.Extend, "The time for papers is over.", "say-time-is-short");
        return Problem(state, paper) is { } no
            ? no
            : Decision<RoomEvent>.Accept(
                new MaskedSubmitted(c.Now, paper.Seat, c.Paper),
                new MaskedCommitted(c.Now, commitment)
            );
    }

    /// <summary>Why a masked sheet is none that may be handed in; null where it may.</summary>
    public static Refusal? Problem(Room.Masking state, SheetPaper paper)
    {
        if (Opened(state.Work, paper) is not { } opened)
            return RoomNo.NotFound("There is no such label.");
        var terms = Files.WithoutSheets(state);
        var masked = terms with { Criteria = [.. terms.Criteria.Where(c => IsMasked(terms, c.Id))] };
        string[] all = [.. state.Facts.Start.Bids.Select(b => b.Id)];
        return SheetSteps.Problem(state.Facts.Pack.Rules, masked, opened, all);
    }

    public static Room Submitted(Room.Masking state, MaskedSubmitted e)
    {
        if (!SheetPaper.TryParse(e.Paper.Statement, out var paper) || Opened(state.Work, paper) is not { } opened)
            throw new CorruptEventException(nameof(MaskedSubmitted), "the sheet cannot be read");
        var held = new HeldSheet(opened, e.Paper.Commitment(state.Facts.Suite));
        return state with
        {
            Work = state.Work.WithPaper(RoomStage.Masking) with { Masked = state.Work.Masked.SetItem(e.Seat, held) },
        };
    }

    /// <summary>All masked sheets are in: the stage closes, and the same commit opens the labels.</summary>
    public static IReadOnlyList<RoomEvent> Follow(Room.Masking state, long now)
    {
        var work = state.Work;
        if (work.Masked.Count < state.Facts.Seats || work.Labels.IsEmpty)
            return [];
        var root = PaperTree.Root(state.Facts.Suite, work.Masked.Values.Select(s => s.Commitment));
        return
        [
            new StageClosed(now, RoomStage.Masking, work.Masked.Count, root),
            new LabelsOpened(now, work.Salt),
            new StageBegan(now, RoomStage.Qualifying),
        ];
    }

    // The sheet with the bids that its labels stand for; null where one stands for none.
    private static SheetPaper? Opened(RoomWork work, SheetPaper paper)
    {
        var bids = work.Labels.ToDictionary(l => l.Masked, l => l.Bid, StringComparer.Ordinal);
        return paper.Bids.All(b => bids.ContainsKey(b.Bid))
            ? paper with
            {
                Bids = [.. paper.Bids.Select(b => b with { Bid = bids[b.Bid] })],
            }
            : null;
    }

    private static MaskedLabel[] LabelsOf(
        RoomFacts facts,
        byte[] salt,
        IReadOnlyDictionary<string, IReadOnlyList<IdentityKind>> found
    ) =>
        [
            .. facts
                .Start.Bids.Select(bid => new MaskedLabel(
                    Masked(facts.Suite, salt, bid.Id),
                    bid.Id,
                    [.. (found.GetValueOrDefault(bid.Id) ?? []).Distinct().Order()]
                ))
                .OrderBy(label => label.Masked, StringComparer.Ordinal),
        ];
}
