using Microsoft.AspNetCore.Http.HttpResults;

namespace Trading.Server.People;

/// <summary>
/// Staff signs in with passwords. Whatever is wrong has one answer; only who knew the password hears more.
/// </summary>
public sealed class Passwords(
    StaffAccounts accounts,
    PasswordGate gate,
    PasswordCheck<StaffPerson> check,
    Tickets tickets
)
{
    private static readonly IResult Refused = Problems.Of(
        new Refusal(Reason.BadSignature, "spec:http", "The sign-in does not hold.", "try-again-later")
    );

    public Task<IResult> SignInAsync(string user, string password) =>
        WithAsync(
            user,
            password,
            person => Task.FromResult<IResult>(person.MustChange ? Problems.MustChangePassword : TicketFor(person))
        );

    /// <summary>The old password is the proof; a new ticket is the answer, and all others of the account end.</summary>
    public Task<IResult> ChangeAsync(string user, string password, string newPassword) =>
        WithAsync(
            user,
            password,
            async person =>
            {
                if (!AccountRules.IsPassword(newPassword) || newPassword == password)
                    return Malformed;
                await accounts.PutPasswordAsync(person, newPassword, endsAt: null);
                StaffAccounts.Must(await accounts.UpdateAsync(person));
                return TicketFor(person);
            }
        );

    private static IResult Malformed { get; } =
        Problems.Malformed(
            $"A new password has {AccountRules.LeastPasswordCharacters} to "
                + $"{AccountRules.MostPasswordCharacters} characters and is not the old one."
        );

    private async Task<IResult> WithAsync(string user, string password, Func<StaffPerson, Task<IResult>> then) =>
        await gate.EnterAsync(async () =>
            await check.FindAsync(user, password) is { } person ? await then(person) : Refused
        ) ?? Problems.TooMany;

    private Ok<TicketAnswer> TicketFor(StaffPerson person)
    {
        var (ticket, expiresAt) = tickets.Issue(person);
        return TypedResults.Ok(new TicketAnswer(ticket, expiresAt, person.Name));
    }
}
