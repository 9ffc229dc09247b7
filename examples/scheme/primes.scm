;; examples/scheme/primes.scm -- primes by trial division, and a stream of them made of promises

(define (prime? n)
  (do ((d 2 (+ d 1)))
      ((or (> (* d d) n) (zero? (remainder n d)))
       (and (> n 1) (> (* d d) n)))))

(write (filter prime? (iota 60))) (newline)

;; A stream is an item and a procedure that makes the rest when asked.
(define (integers n) (list n (lambda () (integers (+ n 1)))))
(define (rest stream) ((cadr stream)))

(define (keep good? stream)
  (if (good? (car stream))
      (list (car stream) (lambda () (keep good? (rest stream))))
      (keep good? (rest stream))))

(define (sieve stream)
  (let ((prime (car stream)))
    (list prime
          (lambda ()
            (sieve (keep (lambda (n) (not (zero? (modulo n prime)))) (rest stream)))))))

(define (take n stream)
  (if (zero? n) '() (cons (car stream) (take (- n 1) (rest stream)))))

(write (take 12 (sieve (integers 2)))) (newline)
