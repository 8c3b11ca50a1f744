using System.Net;
using System.Net.Http.Json;
using Trading.Gate.Doors;
using Trading.Gate.Keys;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Gate.Tests;

/// <summary>Keys of seats: all is real but platform and trustees. Source: docs/spec/gate.md.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly SigningKey seat = SigningKey.Generate(Suite.P256);
    private readonly SigningKey other = SigningKey.Generate(Suite.P256);

    [Fact]
    public async Task Whoever_arrived_says_a_number_and_the_gate_signs_that_key_for_that_seat()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        var position = start.Seats[1].Position;
        await desk.PresentAsync(position);
        await desk.ReceiveAsync(people.Buyers[1].Id, people.Buyers[1].Name);
        await SeatAsync(people, gate, start, [seat.PublicPoint, other.PublicPoint]);
        var before = await desk.RegisterAsync("zh");

        Assert.Equal("Taken", await desk.CertifyAsync(position, Shown(start, seat)));
        Assert.Equal("Taken", await desk.CertifyAsync(10_001, KeyNumber.Of(Suite.P256, start.Room, other.PublicPoint)));

        var said = Said(people);
        Assert.All(said, c => Assert.True(c.Certificate.Holds(Suite.P256, start.Gate, c.Signature)));
        var (first, second) = (said[0].Certificate, said[1].Certificate);
        Assert.Equal((start.Room, 2, SeatRole.Expert), (first.Room, first.Seat, first.Role));
        Assert.Equal(seat.PublicPoint, first.Key);
        Assert.Equal((start.Seats.Count, SeatRole.Buyer), (second.Seat, second.Role));
        // A day at least beyond the end, in Beijing.
        Assert.InRange(first.Until - start.EndsAt, 86_400 * Draw.Second, 9 * 86_400 * Draw.Second);
        var line = (await desk.GetAsync($"/api/draws/{people.Draw.Request.Draw}/keys"))[0];
        Assert.Equal(
            (position, 2, "Taken"),
            (
                line.GetProperty("position").GetInt32(),
                line.GetProperty("seat").GetInt32(),
                line.GetProperty("state").GetString()
            )
        );
        Assert.Contains(
            (await desk.EntriesAsync()).EnumerateArray(),
            e => e.GetProperty("act").GetString() == "seat-key" && e.GetProperty("position").GetInt32() == position
        );
        Assert.NotEqual(before, await desk.RegisterAsync("zh"));
        // The same again signs nothing new.
        await SeatAsync(people, gate, start, [seat.PublicPoint], 2);
        Assert.Equal("Taken", await desk.CertifyAsync(position, Shown(start, seat)));
        Assert.Equal(2, Said(people).Count);
    }

    [Fact]
    public async Task Wrong_numbers_are_told_apart_counted_and_stopped()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        var position = start.Seats[0].Position;
        await desk.PresentAsync(position);
        Assert.Equal("NoRoom", await desk.CertifyAsync(position, "0123456789"));
        var elsewhere = start with { Room = new string('7', 32), Draw = people.Import.Request.Draw };
        people.World.Platform.RoomTasks = () =>
            [people.Seating(start, [seat.PublicPoint]), people.Seating(elsewhere, [other.PublicPoint])];
        await KnownAsync(gate, Shown(elsewhere, other));
        Assert.Equal("MalformedNumber", await desk.CertifyAsync(position, "123456789"));
        Assert.Equal("OtherRoom", await desk.CertifyAsync(position, Shown(elsewhere, other)));
        for (var tries = 1; tries < GateLimits.TriesOfPosition; tries++)
            Assert.Equal("WrongNumber", await desk.CertifyAsync(position, "0000000000"));
        Assert.Equal("TooManyTries", await desk.CertifyAsync(position, Shown(start, seat)));
        Assert.Empty(Said(people));
        people.World.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("Taken", await desk.CertifyAsync(position, Shown(start, seat)));
    }

    [Fact]
    public async Task Nobody_gets_a_key_who_is_out_who_gave_up_the_seat_or_who_has_none_there()
    {
        await using var people = await PeopleWorld.StartAsync();
        var gate = await people.World.StartGateAsync();
        using var desk = await gate.SignedInAsync();
        var (first, second) = (people.World.Seated[0], people.World.Seated[1]);
        var whole = people.Start();
        var start = whole with { Seats = [.. whole.Seats.Where(s => s.Position != second)] };
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        Assert.Equal("NotFound", await desk.CertifyAsync(first, Shown(start, seat)));
        await desk.PresentAsync(first);
        await desk.PresentAsync(second);
        Assert.Equal("NotInRoom", await desk.CertifyAsync(second, Shown(start, seat)));
        await desk.ActAsync(first, "leave", "取药");
        Assert.Equal("NotInside", await desk.CertifyAsync(first, Shown(start, seat)));
        await desk.ActAsync(first, "return");
        Assert.Equal("Taken", await desk.CertifyAsync(first, Shown(start, seat)));
        await desk.ActAsync(first, "avoid", "曾在投标单位任职");
        Assert.Equal("NotInside", await desk.CertifyAsync(first, Shown(start, seat)));
        Assert.Single(Said(people));
    }

    [Fact]
    public async Task Of_whoever_may_have_attended_the_opening_the_answer_comes_first()
    {
        await using var people = await PeopleWorld.StartAsync(p => p.Attended = [p.Buyers[0].Name]);
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        await desk.ReceiveAsync(people.Buyers[0].Id, people.Buyers[0].Name);
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        Assert.Equal("NotInside", await desk.CertifyAsync(10_000, Shown(start, seat)));
        await desk.ActAsync(10_000, "another", "同名同姓");
        Assert.Equal("Taken", await desk.CertifyAsync(10_000, Shown(start, seat)));
    }

    [Fact]
    public async Task A_seat_with_a_key_gets_another_one_after_the_first_had_to_go()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        var position = start.Seats[0].Position;
        await desk.PresentAsync(position);
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        Assert.Equal("Taken", await desk.CertifyAsync(position, Shown(start, seat)));
        await SeatAsync(people, gate, start, [other.PublicPoint], 1);
        Assert.Equal("SeatHasKey", await desk.CertifyAsync(position, Shown(start, other)));
        await SeatAsync(people, gate, start, [seat.PublicPoint, other.PublicPoint]);
        Assert.Equal("Taken", await desk.CertifyAsync(position, Shown(start, other)));
        // The platform takes none that had to go.
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        people.World.JudgeKey = _ => new Verdict(403, "NotAllowed");
        Assert.Equal("KeyRefused", await desk.CertifyAsync(position, Shown(start, seat)));
        Assert.Contains(
            (await desk.EntriesAsync()).EnumerateArray(),
            e =>
                e.GetProperty("act").GetString() == "key-refused" && e.GetProperty("detail").GetString() == "NotAllowed"
        );
    }

    [Fact]
    public async Task What_was_signed_is_said_again_with_the_same_bytes_by_a_gate_that_starts_anew()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        var position = start.Seats[0].Position;
        await desk.PresentAsync(position);
        await SeatAsync(people, gate, start, [seat.PublicPoint, other.PublicPoint]);
        people.World.JudgeKey = _ => 503;
        Assert.Equal("Waiting", await desk.CertifyAsync(position, Shown(start, seat)));
        // Another key does not overtake it.
        Assert.Equal("SeatHasKey", await desk.CertifyAsync(position, Shown(start, other)));
        await gate.StopAsync();
        var first = Said(people)[0];
        people.World.JudgeKey = _ => 200;
        using var again = await (await people.World.StartGateAsync(data: gate.Data)).SignedInAsync("west");
        await Until.TrueAsync(
            "the key is told",
            Pace.Slowest.Patience(20),
            async () =>
                (await again.GetAsync($"/api/draws/{people.Draw.Request.Draw}/keys"))[0]
                    .GetProperty("state")
                    .GetString() == "Taken"
        );
        Assert.All(Said(people), said => Assert.Equal(first.Signature, said.Signature));
    }

    [Fact]
    public async Task A_room_that_the_platform_invents_seats_nobody()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        var position = start.Seats[0].Position;
        await desk.PresentAsync(position);
        using var invented = SigningKey.Generate(Suite.P256);
        var bytes = RoomStartCodec.ToBytes(start with { Host = invented.PublicPoint });
        object Task(byte[] start, byte[] signature, byte[] key, string number) =>
            new
            {
                room = people.Start().Room,
                start,
                hostSignature = signature,
                waiting = new[] { new { number, key } },
                taken = Array.Empty<int>(),
            };
        // Its own host; no signature of the host; another gate; a number that is another key's.
        var own = invented.Sign(Tags.RoomStart, bytes);
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        var number = Shown(start, seat);
        foreach (
            var task in new[]
            {
                Task(bytes, own, seat.PublicPoint, number),
                Task(RoomStartCodec.ToBytes(start), own, seat.PublicPoint, number),
                people.Seating(start with { Gate = other.PublicPoint }, [seat.PublicPoint]),
            }
        )
        {
            people.World.Platform.RoomTasks = () => [task];
            await Until.TrueAsync(
                "no room is open",
                Pace.Slowest.Patience(20),
                async () => await desk.CertifyAsync(position, number) == "NoRoom"
            );
            await SeatAsync(people, gate, start, [seat.PublicPoint]);
        }
        people.World.Platform.RoomTasks = () =>
            [people.Seating(start, [seat.PublicPoint]), .. Lie(people, start, number)];
        Assert.Equal("Taken", await desk.CertifyAsync(position, number));
        Assert.All(Said(people), said => Assert.Equal(seat.PublicPoint, said.Certificate.Key));
    }

    [Fact]
    public async Task A_committee_that_is_seated_on_a_later_day_is_on_the_list_of_draws()
    {
        await using var people = await PeopleWorld.StartAsync();
        var (start, gate) = (people.Start(), await people.World.StartGateAsync());
        using var desk = await gate.SignedInAsync();
        people.World.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty((await desk.GetAsync("/api/draws")).GetProperty("draws").EnumerateArray());
        await SeatAsync(people, gate, start, [seat.PublicPoint]);
        var line = Assert.Single((await desk.GetAsync("/api/draws")).GetProperty("draws").EnumerateArray());
        Assert.Equal(1, line.GetProperty("rooms").GetInt32());
    }

    [Fact]
    public async Task Who_did_not_sign_in_certifies_nothing()
    {
        await using var people = await PeopleWorld.StartAsync();
        using var stranger = new DeskClient((await people.World.StartGateAsync()).Address, people.World);
        var draw = $"/api/draws/{people.Draw.Request.Draw}";
        using var answer = await stranger.Http.PostAsJsonAsync($"{draw}/seats/1/key", new { number = "0123456789" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.GetAsync($"{draw}/keys")).StatusCode);
    }

    public void Dispose()
    {
        seat.Dispose();
        other.Dispose();
    }

    // A platform that tells another key under the number of the seat's browser.
    private IEnumerable<object> Lie(PeopleWorld people, RoomStart start, string number)
    {
        yield return new
        {
            room = start.Room,
            start = RoomStartCodec.ToBytes(start),
            hostSignature = people.SignedBy(start),
            waiting = new[] { new { number, key = other.PublicPoint } },
            taken = Array.Empty<int>(),
        };
    }

    private static string Shown(RoomStart start, SigningKey key)
    {
        var number = KeyNumber.Of(Suite.P256, start.Room, key.PublicPoint);
        return $"{number[..4]} {number[4..7]}-{number[7..]}";
    }

    private static async Task SeatAsync(
        PeopleWorld people,
        Gate gate,
        RoomStart start,
        byte[][] waiting,
        params int[] taken
    )
    {
        people.World.Platform.RoomTasks = () => [people.Seating(start, waiting, taken)];
        var kept = gate.Get<GateStore>().FindDraw(start.Draw)!;
        await Until.TrueAsync(
            "the gate knows the room",
            Pace.Slowest.Patience(20),
            () =>
                Task.FromResult(
                    gate.Get<SeatingRooms>().Of(kept) is [var room]
                        && room.Waiting.Count == waiting.Length
                        && room.Waiting.Values.All(key => waiting.Any(w => w.AsSpan().SequenceEqual(key)))
                        && room.Taken.SetEquals(taken)
                )
        );
    }

    private static Task KnownAsync(Gate gate, string shown) =>
        Until.TrueAsync(
            "the gate knows the key",
            Pace.Slowest.Patience(20),
            () => Task.FromResult(gate.Get<SeatingRooms>().Knows(string.Concat(shown.Where(char.IsAsciiDigit))))
        );

    private static List<(SeatCertificate Certificate, byte[] Signature)> Said(PeopleWorld people) =>
        [
            .. people
                .World.Platform.Heard.Where(heard => heard.Name == "room-seats")
                .Select(heard =>
                {
                    Assert.True(SeatCertificate.TryParse(heard.Bytes("certificate"), out var certificate));
                    return (certificate, heard.Bytes("signature"));
                }),
        ];
}
