using Trading.Crypto;

namespace Trading.Evaluation.Tests.Seatings;

public class SeatingTests
{
    private static SeatGroup Group(int seats) => new(["A08"], ExpertLevel.Intermediate, seats);

    private static SeatingOutcome Replay(int[] seats, (int Groups, string Label)[] candidates, params int[] dropped) =>
        Seating.Replay(
            [.. seats.Select(Group)],
            [.. candidates.Select(c => new Candidate((ushort)c.Groups, c.Label))],
            [.. Enumerable.Range(0, candidates.Length)],
            dropped
        );

    private static string Text(SeatingOutcome outcome) =>
        string.Join(
            ' ',
            outcome.Steps.Select(s => $"{s.Position}>{s.Group}" + (s.InsteadOf < 0 ? "" : $"({s.InsteadOf})"))
        );

    [Fact]
    public void A_position_takes_the_group_with_the_fewest_left() =>
        // Further on stand two for group 0 and one for group 1.
        Assert.Equal("0>1 1>0", Text(Replay([1, 1], [(3, "a"), (1, "b"), (1, "c"), (2, "d")])));

    [Fact]
    public void Of_groups_with_equally_many_left_it_takes_the_first() =>
        Assert.Equal("0>0 2>1", Text(Replay([1, 1], [(3, "a"), (1, "b"), (2, "c")])));

    [Fact]
    public void One_employer_has_one_seat_until_it_falls_free()
    {
        (int, string)[] candidates = [(1, "a"), (1, "a"), (1, "b"), (1, "c")];
        Assert.Equal("0>0 2>0", Text(Replay([2], candidates)));
        Assert.Equal("0>0 2>0 1>0(0)", Text(Replay([2], candidates, 0)));
        Assert.Equal("0>0 2>0 3>0(2)", Text(Replay([2], candidates, 2)));
    }

    [Fact]
    public void Who_was_passed_over_for_want_of_a_seat_comes_before_those_behind() =>
        Assert.Equal("0>0 2>1 1>0(0)", Text(Replay([1, 1], [(1, "a"), (1, "b"), (2, "c"), (1, "d")], 0)));

    [Fact]
    public void Who_drops_out_without_a_seat_never_gets_one() =>
        Assert.Equal("0>0 2>0(0)", Text(Replay([1], [(1, "a"), (1, "b"), (1, "c")], 1, 0)));

    [Fact]
    public void A_seat_may_fall_free_again() =>
        Assert.Equal("0>0 1>0(0) 2>0(1)", Text(Replay([1], [(1, "a"), (1, "b"), (1, "c")], 0, 1)));

    [Fact]
    public void A_seating_that_fails_names_the_binding_constraint()
    {
        Assert.Equal(new Shortage(0, 2, 0, Constraint.Speciality), Replay([2], []).Shortage);
        Assert.Equal(new Shortage(1, 1, 0, Constraint.Speciality), Replay([1, 1], [(1, "a")]).Shortage);
        Assert.Equal(new Shortage(0, 2, 1, Constraint.Employer), Replay([2], [(1, "a"), (1, "a")]).Shortage);
        Assert.Equal(new Shortage(0, 2, 1, Constraint.Dropped), Replay([2], [(1, "a"), (1, "b")], 1).Shortage);
        Assert.Equal(new Shortage(1, 1, 0, Constraint.Overlap), Replay([1, 1], [(3, "a"), (2, "a")]).Shortage);
        Assert.Null(Replay([1, 1], [(3, "a"), (1, "b")]).Shortage);
    }

    [Fact]
    public void Reserves_are_those_who_could_sit_down_now() =>
        Assert.Equal([2, 1], Replay([1, 1], [(1, "a"), (2, "b"), (1, "a"), (3, "c"), (1, "d"), (2, "b")]).Reserves);

    [Fact]
    public void An_order_holds_every_position_once_and_each_drops_once()
    {
        Assert.Throws<ArgumentException>(() => Seating.Replay([Group(1)], [new(1, "a")], [], []));
        Assert.Throws<ArgumentException>(() => Seating.Replay([Group(1)], [new(1, "a")], [1], []));
        Assert.Throws<ArgumentException>(() => Seating.Replay([Group(1)], [new(1, "a"), new(1, "b")], [0, 0], []));
        Assert.Throws<ArgumentException>(() => Seating.Replay([Group(1)], [new(1, "a")], [0], [0, 0]));
        Assert.Throws<ArgumentException>(() => Seating.Replay([Group(1)], [new(1, "a")], [0], [1]));
    }

    [Fact]
    public void The_rule_read_slowly_seats_the_same()
    {
        var random = new Random(14);
        for (var round = 0; round < 3000; round++)
        {
            var seats = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 4)).ToArray();
            var candidates = Enumerable
                .Range(0, random.Next(0, 30))
                .Select(_ => (random.Next(1, 1 << seats.Length), $"{random.Next(0, 12)}"))
                .ToArray();
            var order = Enumerable.Range(0, candidates.Length).ToArray();
            random.Shuffle(order);
            var dropped = Enumerable.Range(0, candidates.Length).ToArray();
            random.Shuffle(dropped);
            dropped = dropped[..random.Next(0, 1 + candidates.Length / 3)];
            var outcome = Seating.Replay(
                [.. seats.Select(Group)],
                [.. candidates.Select(c => new Candidate((ushort)c.Item1, c.Item2))],
                order,
                dropped
            );
            Assert.Equal(SlowSeating.Replay(seats, candidates, order, dropped), outcome.Steps);
        }
    }
}
