using Trading.Media.Rooms;

namespace Trading.Media.Tests.Rooms;

public class GrantBookTests
{
    private const long Now = 1_000_000;

    [Fact]
    public void A_grant_is_used_once_and_by_its_holder()
    {
        var book = Book();
        Assert.Equal(GrantVerdict.Done, book.Issue(Grant(1), Now));
        Assert.False(book.Holds(1, MediaRights.Watch, Now));
        Assert.Equal(GrantVerdict.NotYours, book.Use(1, "other", Now, out var grant));
        Assert.Null(grant);
        // A stranger's try has not used it up.
        Assert.Equal(GrantVerdict.Done, book.Use(1, "key", Now, out grant));
        Assert.Equal(3, grant!.Seat);
        Assert.Equal(GrantVerdict.Used, book.Use(1, "key", Now, out _));
        Assert.Equal(GrantVerdict.Unknown, book.Use(2, "key", Now, out _));
        Assert.True(book.Holds(1, MediaRights.Publish | MediaRights.Watch, Now));
        Assert.False(book.Holds(1, MediaRights.Wall, Now));
        book.Leave(1);
        Assert.False(book.Holds(1, MediaRights.Watch, Now));
        Assert.Equal(GrantVerdict.Unknown, book.Use(1, "key", Now, out _));
    }

    [Fact]
    public void A_seat_that_ends_loses_its_grants_at_once_and_no_other_does()
    {
        var book = Book();
        foreach (var grant in new[] { Grant(1), Grant(2), Grant(3) with { Seat = 4, Holder = "other" } })
            Assert.Equal(GrantVerdict.Done, book.Issue(grant, Now));
        book.Use(1, "key", Now, out _);
        book.Use(3, "other", Now, out _);
        Assert.Equal(1u, Assert.Single(book.RevokeSeat("room", 3)).Id);
        Assert.False(book.Holds(1, MediaRights.Watch, Now));
        Assert.Equal(GrantVerdict.Unknown, book.Use(2, "key", Now, out _));
        Assert.True(book.Holds(3, MediaRights.Watch, Now));
        Assert.Empty(book.RevokeSeat("room", 3));
        Assert.Single(book.RevokeHolder("other"));
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void Time_ends_what_was_used_and_what_was_not()
    {
        var book = Book();
        book.Issue(Grant(1), Now);
        book.Issue(Grant(2), Now);
        book.Use(1, "key", Now, out _);
        Assert.Empty(book.Due(Now + 999));
        Assert.False(book.Holds(1, MediaRights.Watch, Now + 1_000));
        Assert.Equal(GrantVerdict.Unknown, book.Use(2, "key", Now + 1_000, out _));
        Assert.Equal(1u, Assert.Single(book.Due(Now + 1_000)).Id);
        Assert.Equal(0, book.Count);
    }

    [Fact]
    public void Closing_a_room_ends_everything_in_it()
    {
        var book = Book();
        book.Issue(Grant(1), Now);
        book.Use(1, "key", Now, out _);
        Assert.Single(book.Close("room"));
        Assert.Empty(book.Close("room"));
        Assert.Equal(GrantVerdict.Unknown, book.Issue(Grant(2), Now));
        Assert.Equal(0, book.Rooms);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var book = Book();
        var good = Grant(1);
        MediaGrant[] bad =
        [
            good with
            {
                Until = Now,
            },
            good with
            {
                Seat = -1,
            },
            good with
            {
                Seat = 100,
            },
            good with
            {
                Rights = MediaRights.None,
            },
            good with
            {
                Rights = (MediaRights)8,
            },
            good with
            {
                Rights = MediaRights.Wall | MediaRights.Publish,
            },
            good with
            {
                Holder = "",
            },
            good with
            {
                Role = new string('x', 129),
            },
        ];
        Assert.All(bad, g => Assert.Equal(GrantVerdict.Malformed, book.Issue(g, Now)));
        Assert.Equal(GrantVerdict.Done, book.Issue(good, Now));
        Assert.Equal(GrantVerdict.Malformed, book.Issue(good, Now));
        Assert.Equal(GrantVerdict.Unknown, book.Issue(Grant(2) with { Room = "none" }, Now));
        Assert.Equal(GrantVerdict.Malformed, book.Open(""));
    }

    [Fact]
    public void Limits_hold_and_what_is_over_makes_room()
    {
        var book = new GrantBook(
            new GrantLimits
            {
                Rooms = 1,
                OfRoom = 3,
                OfHolder = 2,
            }
        );
        Assert.Equal(GrantVerdict.Done, book.Open("room"));
        Assert.Equal(GrantVerdict.Done, book.Open("room"));
        Assert.Equal(GrantVerdict.LimitReached, book.Open("other"));
        book.Issue(Grant(1), Now);
        book.Issue(Grant(2), Now);
        Assert.Equal(GrantVerdict.LimitReached, book.Issue(Grant(3), Now));
        Assert.Equal(GrantVerdict.Done, book.Issue(Grant(4) with { Holder = "b" }, Now));
        Assert.Equal(GrantVerdict.LimitReached, book.Issue(Grant(5) with { Holder = "c" }, Now));
        Assert.Equal(GrantVerdict.Done, book.Issue(Grant(6) with { Until = Now + 5_000 }, Now + 1_000));
    }

    private static GrantBook Book()
    {
        var book = new GrantBook(new GrantLimits());
        book.Open("room");
        return book;
    }

    private static MediaGrant Grant(uint id) =>
        new()
        {
            Id = id,
            Room = "room",
            Seat = 3,
            Role = "member",
            Holder = "key",
            Rights = MediaRights.Publish | MediaRights.Watch,
            Until = Now + 1_000,
        };
}
