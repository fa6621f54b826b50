// OpenSSL 3 libcrypto as Swift may see it: the functions it has, and plain functions where it has macros.
#ifndef COLLOQUY_CCRYPTO_SHIM_H
#define COLLOQUY_CCRYPTO_SHIM_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"

// The block functions below are marked deprecated in favour of EVP. They are kept on purpose: EVP looks its
// algorithm up and allocates a context for each digest, which costs more than hashing the short inputs that
// event ids are derived from. They are the same code underneath.
static inline void ccrypto_sha256_init(SHA256_CTX *context) { SHA256_Init(context); }
static inline void ccrypto_sha256_update(SHA256_CTX *context, const void *bytes, size_t count) {
    SHA256_Update(context, bytes, count);
}
static inline void ccrypto_sha256_final(SHA256_CTX *context, unsigned char *digest) { SHA256_Final(digest, context); }
static inline void ccrypto_sha256(const void *bytes, size_t count, unsigned char *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
}

static inline void ccrypto_sha1_init(SHA_CTX *context) { SHA1_Init(context); }
static inline void ccrypto_sha1_update(SHA_CTX *context, const void *bytes, size_t count) {
    SHA1_Update(context, bytes, count);
}
static inline void ccrypto_sha1_final(SHA_CTX *context, unsigned char *digest) { SHA1_Final(digest, context); }

#pragma clang diagnostic pop

// Control codes that the headers define through other macros, which Swift does not import.
static inline int ccrypto_gcm_set_nonce_count(EVP_CIPHER_CTX *context, int count) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, count, NULL);
}
static inline int ccrypto_gcm_get_tag(EVP_CIPHER_CTX *context, void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag);
}
static inline int ccrypto_gcm_set_tag(EVP_CIPHER_CTX *context, const void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, (void *)tag);
}
static inline void ccrypto_allow_wrap(EVP_CIPHER_CTX *context) {
    EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
}

enum ccrypto_pair {
    CCRYPTO_PAIR_FITS,
    CCRYPTO_PAIR_CERTIFICATE_UNREADABLE,
    CCRYPTO_PAIR_KEY_UNREADABLE,
    CCRYPTO_PAIR_STRANGERS,
    CCRYPTO_PAIR_EXPIRED,
};

// Whether a key in PEM, opened by the passphrase if it is sealed, signs in the name of a certificate in PEM that is in force.
static inline enum ccrypto_pair ccrypto_check_pair(
    const void *certificate, size_t certificate_count, const void *key, size_t key_count, const char *passphrase) {
    BIO *certificate_bytes = BIO_new_mem_buf(certificate, (int)certificate_count);
    BIO *key_bytes = BIO_new_mem_buf(key, (int)key_count);
    // With a text and no function to ask, nobody is asked for a passphrase on the terminal.
    X509 *paper = certificate_bytes == NULL ? NULL : PEM_read_bio_X509(certificate_bytes, NULL, NULL, (void *)"");
    EVP_PKEY *secret = key_bytes == NULL ? NULL : PEM_read_bio_PrivateKey(key_bytes, NULL, NULL, (void *)passphrase);
    enum ccrypto_pair verdict = CCRYPTO_PAIR_FITS;
    if (paper == NULL) verdict = CCRYPTO_PAIR_CERTIFICATE_UNREADABLE;
    else if (secret == NULL) verdict = CCRYPTO_PAIR_KEY_UNREADABLE;
    else if (X509_check_private_key(paper, secret) != 1) verdict = CCRYPTO_PAIR_STRANGERS;
    else if (X509_cmp_current_time(X509_get0_notAfter(paper)) < 0) verdict = CCRYPTO_PAIR_EXPIRED;
    EVP_PKEY_free(secret);
    X509_free(paper);
    BIO_free(key_bytes);
    BIO_free(certificate_bytes);
    ERR_clear_error();
    return verdict;
}

#endif
