namespace Trading.Rooms.Tests.Rooms;

/// <summary>What a supervisor is warned of: never before the sheets are disclosed.</summary>
public sealed class WarningTests
{
    [Fact]
    public void Nobody_is_warned_of_sheets_that_are_not_disclosed()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Explained();
        for (var seat = 1; seat < room.Seats; seat++)
        {
            room.Must(room.Sheet(seat, _ => 8_000));
            Assert.Empty(SheetWarnings.Of(room.State));
        }
        room.Must(room.Sheet(room.Seats, _ => 8_000));
        // Every pair of five wrote the same four cells.
        Assert.Equal(10, SheetWarnings.Of(room.State).Count(w => w.Kind == SheetWarningKind.Identical));
    }

    [Fact]
    public void A_score_far_from_the_mean_of_the_others_and_an_objective_item_that_differs_are_told()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(3))).Explained();
        // 3/10 of 10,000 away from the mean of four who wrote 8,000: 5,000 is, 5,050 is not.
        room.Must(room.Sheet(1, bid => bid == 1 ? 5_000 : 5_050));
        for (var seat = 2; seat <= 4; seat++)
            room.Must(room.Sheet(seat, _ => 8_000));
        room.Must(room.Sheet(5, _ => 8_000, service: 900));
        var warnings = SheetWarnings.Of(room.State);
        var far = Assert.Single(warnings, w => w.Kind == SheetWarningKind.Distance);
        Assert.Equal((1, room.Id(1), "quality"), (Assert.Single(far.Seats), far.Bid, far.Criterion));
        var differing = warnings.Where(w => w.Kind == SheetWarningKind.Objective).ToList();
        Assert.Equal(["service", "service", "service"], differing.Select(w => w.Criterion));
        Assert.DoesNotContain(warnings, w => w.Kind == SheetWarningKind.Identical); // three cells are too few
    }
}
