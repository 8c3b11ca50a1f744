namespace Trading.Cli;

/// <summary>
/// The office of people (docs/spec/http.md, "People"), for managers; rights and acts for supervisors, too.
/// </summary>
internal sealed class PeopleClient(ApiClient api)
{
    private const string Root = "api/people";

    public Task<IReadOnlyList<AccountLine>> AccountsAsync(CancellationToken cancel) =>
        api.GetAsync<IReadOnlyList<AccountLine>>(Root, cancel);

    public Task<IReadOnlyList<RightLine>> RightsAsync(CancellationToken cancel) =>
        api.GetAsync<IReadOnlyList<RightLine>>($"{Root}/publishers", cancel);

    public Task<IReadOnlyList<OfficeAct>> ActsAsync(CancellationToken cancel) =>
        api.GetAsync<IReadOnlyList<OfficeAct>>($"{Root}/acts", cancel);

    /// <summary>Makes an account; the password is told this once.</summary>
    public Task<OneTimeAnswer> MakeAsync(
        string user,
        string name,
        IReadOnlyList<string> roles,
        CancellationToken cancel
    ) =>
        api.PostAsync<OneTimeAnswer>(
            Root,
            new
            {
                user,
                name,
                roles,
            },
            cancel
        );

    /// <summary>A new one-time password: the old one and all tickets end.</summary>
    public Task<OneTimeAnswer> ResetAsync(string user, CancellationToken cancel) =>
        api.PostAsync<OneTimeAnswer>($"{Of(user)}/password", new { }, cancel);

    public Task PutRolesAsync(string user, IReadOnlyList<string> roles, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Of(user)}/roles", new { roles }, cancel);

    public Task DisableAsync(string user, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Of(user)}/disable", new { }, cancel);

    public Task EnableAsync(string user, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Of(user)}/enable", new { }, cancel);

    public Task UnbindAsync(string user, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Delete, $"{Of(user)}/key", null, cancel);

    public Task GiveAsync(string name, string user, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Root}/publishers", new { name, user }, cancel);

    public Task GiveAsync(string name, byte[] certificate, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Root}/publishers", new { name, certificate }, cancel);

    public Task TakeAsync(string name, CancellationToken cancel) =>
        api.DoAsync(HttpMethod.Post, $"{Root}/publishers/take-back", new { name }, cancel);

    private static string Of(string user) => $"{Root}/{Uri.EscapeDataString(user)}";
}

/// <summary>An account of staff.</summary>
internal sealed record AccountLine(
    string User,
    string Name,
    IReadOnlyList<string> Roles,
    byte[]? Key,
    bool IsDisabled,
    bool IsLocked,
    bool MustChange,
    long CreatedAt
);

/// <summary>A right to publish; <paramref name="TakenAt"/> is null while it holds.</summary>
internal sealed record RightLine(string Name, string? User, byte[]? Key, long GivenAt, string GivenBy, long? TakenAt);

/// <summary>Who changed what.</summary>
internal sealed record OfficeAct(long At, string By, string Act, string About, string Detail);

/// <summary>A one-time password; null where it was told before.</summary>
internal sealed record OneTimeAnswer(string User, string? OneTimePassword, long? EndsAt);
