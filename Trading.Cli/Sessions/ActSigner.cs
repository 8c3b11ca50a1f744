using System.Security.Cryptography;

namespace Trading.Cli;

/// <summary>Signs a statutory act with a person's key and sends it: a click is not a signature.</summary>
public static class ActSigner
{
    public static byte[] Nonce() => RandomNumberGenerator.GetBytes(Act.NonceBytes);

    public static Task SendAsync(
        ApiClient api,
        string session,
        byte[] statement,
        PersonKey person,
        CancellationToken cancel
    ) => api.ActAsync(session, Sign(statement, person), cancel);

    public static SignedAct Sign(byte[] statement, PersonKey person) =>
        new(statement, person.Certificate, person.Sign(Act.Message(statement)));
}
