using Trading.Crypto;

namespace Trading.Evaluation.Requests;

/// <summary>
/// A seat of somebody whom no draw of ours found: the gate expects the person by hash. Numbers begin where positions
/// have long ended. Source: docs/spec/draw.md, "Persons".
/// </summary>
/// <param name="Number">What statements call the seat.</param>
/// <param name="Person">Hash of the person, 32 bytes.</param>
public sealed record PersonSeat(int Number, byte[] Person)
{
    /// <summary>The number of the first seat that the buyer fills; the others follow as the request has them.</summary>
    public const int FirstBuyer = 10_000;

    /// <summary>The number of the first expert of an external draw; the others follow as the import has them.</summary>
    public const int FirstExpert = 20_000;

    /// <summary>Whether the number is one of such a seat, and no position.</summary>
    public static bool IsPerson(int number) => number >= FirstBuyer;

    /// <summary>Whether the buyer fills the seat.</summary>
    public bool IsBuyers => Number < FirstExpert;

    /// <summary>The seats that the buyer fills.</summary>
    public static IReadOnlyList<PersonSeat> Of(DrawRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [.. request.BuyerSeats.Select((seat, i) => new PersonSeat(FirstBuyer + i, seat.Person))];
    }

    /// <summary>The same, and the experts.</summary>
    public static IReadOnlyList<PersonSeat> Of(ExternalImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        return [.. Of(import.Request), .. import.Experts.Select((e, i) => new PersonSeat(FirstExpert + i, e))];
    }

    /// <summary>The seat of whoever holds that identity number, or null.</summary>
    public static PersonSeat? Find(IReadOnlyList<PersonSeat> seats, Suite suite, byte[] salt, string id)
    {
        ArgumentNullException.ThrowIfNull(seats);
        var person = PersonHash.Of(suite, salt, id);
        return seats.FirstOrDefault(seat => seat.Person.AsSpan().SequenceEqual(person));
    }
}
