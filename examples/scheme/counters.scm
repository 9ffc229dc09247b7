;; examples/scheme/counters.scm -- closures: each counter keeps a variable that nothing else sees

(define (make-counter step)
  (let ((count 0))
    (lambda ()
      (set! count (+ count step))
      count)))

(define by-one (make-counter 1))
(define by-ten (make-counter 10))
(by-one) (by-one) (by-ten)
(write (list (by-one) (by-ten))) (newline)

;; An object is a closure that answers to messages.
(define (make-account balance)
  (define (withdraw amount)
    (if (> amount balance)
        "insufficient funds"
        (begin (set! balance (- balance amount)) balance)))
  (lambda (message . arguments)
    (cond ((eq? message 'balance) balance)
          ((eq? message 'withdraw) (apply withdraw arguments))
          ((eq? message 'deposit) (set! balance (apply + balance arguments)) balance)
          (else (error "no such message:" message)))))

(define account (make-account 100))
(write (account 'withdraw 30)) (newline)
(write (account 'withdraw 300)) (newline)
(write (account 'deposit 5 10)) (newline)
(write (account 'balance)) (newline)
